/** What is wrong with a document: where (a path such as `handOffs.lanes.0.to`), what, and what to write instead. */
export interface Problem {
  path: string;
  message: string;
  cure: string;
  /** Line of the file, from 1, where it is known. */
  line?: number;
}

/** The result of a check: the value, or every problem at once. */
export type Checked<T> = { ok: true; value: T } | { ok: false; problems: Problem[] };
