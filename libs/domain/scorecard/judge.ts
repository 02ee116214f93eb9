import type { PromiseRule } from '../agreement/promises.js';
import { shareOf, type Tally } from './tally.js';

/** Why a promise is neither kept nor broken yet. */
export type Undecided =
  /** The period is not over. */
  | 'running'
  /** It is over, but what is still open can tip it. */
  | 'open'
  /** There was nothing to keep it by. */
  | 'nothing'
  /** The version was in force for a part of the period only, which says nothing of a number per period. */
  | 'part';

export interface Judged {
  /** Of `volume` the number, else the share of what is decided; null: nothing is. */
  value: number | null;
  verdict: 'kept' | 'broken' | 'undecided';
  why: Undecided | null;
}

/** `over`: the period has ended. `whole`: the version was in force through all of it. */
export interface JudgedPeriod {
  over: boolean;
  whole: boolean;
}

/** Was the promise kept? Only what can no longer change is said: what is open counts both ways. */
export function judge(promise: PromiseRule, tally: Tally, period: JudgedPeriod): Judged {
  return promise.measure === 'volume' ? judgeNumber(promise, tally.good, period) : judgeShare(promise, tally, period);
}

// A number only grows: a ceiling is broken, and a floor reached, as soon as it is.
function judgeNumber({ atLeast, atMost }: PromiseRule, value: number, { over, whole }: JudgedPeriod): Judged {
  if (atMost !== null && value > atMost) return { value, verdict: 'broken', why: null };
  if (atMost === null && atLeast !== null && value >= atLeast) return { value, verdict: 'kept', why: null };
  if (!over) return { value, verdict: 'undecided', why: 'running' };
  if (!whole) return { value, verdict: 'undecided', why: 'part' };
  return { value, verdict: atLeast !== null && value < atLeast ? 'broken' : 'kept', why: null };
}

function judgeShare({ atLeast, atMost }: PromiseRule, tally: Tally, { over }: JudgedPeriod): Judged {
  const value = shareOf(tally);
  const { good, bad, open } = tally;
  const all = good + bad + open;
  if (!over) return { value, verdict: 'undecided', why: 'running' };
  if (all === 0) return { value, verdict: 'undecided', why: 'nothing' };
  const [lowest, highest] = [good / all, (good + open) / all];
  const isBroken = (atLeast !== null && highest < atLeast) || (atMost !== null && lowest > atMost);
  if (isBroken) return { value, verdict: 'broken', why: null };
  const isKept = (atLeast === null || lowest >= atLeast) && (atMost === null || highest <= atMost);
  return isKept ? { value, verdict: 'kept', why: null } : { value, verdict: 'undecided', why: 'open' };
}
