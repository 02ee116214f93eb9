import type { Say } from './say.js';

/** What a way of getting the CLI is asked: put `version` at `target`, in one step, so that a kill leaves nothing broken. */
export interface CliOrder {
  target: string;
  version: string;
  /** The folder of the Go module that pins and builds it. */
  wrapperModule: string;
  /** Folders searched for programs. */
  path: string[];
  say: Say;
}

/** A way of getting the CLI. Answers null when `target` is there, else why not, in a sentence. */
export type GetTemporalCli = (order: CliOrder) => Promise<string | null>;
