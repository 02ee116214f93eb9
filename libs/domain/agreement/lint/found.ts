/** What is not wrong, but hardly meant: shown with its reason, and never refused. */
export interface Lint {
  /** `ladder.outwaits`: what kind of doubt it is. */
  code: string;
  /** The path of the clause it is about, in the words of the terms. */
  clause: string;
  why: string;
  cure: string;
}
