/** Whether Postgres can store it: NUL and lone surrogates are no text there, neither in a column nor in JSON. */
export const isText = (given: string): boolean => given.isWellFormed() && !given.includes('\0');

/** What to tell a sender of one that is none. */
export const textCure = 'Take out NUL characters and broken surrogates.';
