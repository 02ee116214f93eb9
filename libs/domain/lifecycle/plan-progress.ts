import type { Instant } from '../calendar/instant.js';

export interface TrackProgress {
  track: string;
  run: number;
  /** Path of the step in progress, from the track's steps down into `met` or `else`: ids, never positions. */
  step: string;
  stepStartedAt: Instant;
  /** When a `wait` or `waitFor` step ends by itself. */
  untilAt: Instant | null;
  /** The signal a `waitFor` step listens for. */
  signal: string | null;
  /** The step is gone with the version that had it; this one comes when its wait ends. Absent: the one after it. */
  then?: string;
}

export interface CadenceProgress {
  cadence: string;
  handOff: number;
  step: string;
  /** When this step began to count: a touch since then makes the reminder needless. */
  sinceAt: Instant;
  dueAt: Instant;
  /** The step is due again, for the n-th repetition of this hand-off. Absent: for the first time. */
  repeat?: number;
  /** Nothing is due until a fact after `afterSeq` says something of the field; `clause` asks for it. Absent: it runs. */
  needs?: { field: string; afterSeq: number; clause: string };
}

/** A step of a cadence in a hand-off. */
export interface AskedTouch {
  cadence: string;
  handOff: number;
  step: string;
}
