/** Tells the person who started Baton what happens, a line at a time. */
export type Say = (line: string) => void;
