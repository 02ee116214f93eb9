import type { Instant } from '../calendar/instant.js';
import { concerns } from './concerns.js';
import { isNotice } from './effects.js';
import type { Clock, HandOff, LeadState } from './lead.js';

/** When the rep who holds the lead was told; null: not yet. Hand-offs from before there were two parts go by notice and acceptance. */
export function toldOf({ toldAt, noticedAt, acceptedAt }: HandOff): Instant | null {
  return toldAt === undefined ? (noticedAt ?? acceptedAt) : toldAt;
}

/** Whether evidence of that instant can meet the clock: of one that began with a touch, only what came after it. */
export const countsFor = ({ fromTouch, startedAt }: Clock, at: Instant): boolean => fromTouch !== true || at > startedAt;

/** The clock runs for the system: its rep has not been told. */
export const isUntold = ({ toldAt }: Clock): boolean => toldAt === null;

/** It begins to run for this rep once they are told. A clock from before the lead had a rep runs for whoever holds it. */
export const isUntoldOf = (clock: Clock, repId: string): boolean =>
  isUntold(clock) && (clock.repId === null || clock.repId === repId);

/**
 * The rep can't be told while an incident holds their notice, and nobody else could be either: what escalates this kind of clock waits for the notice,
 * and moves on with the clock once it has gone.
 */
export function waitsForChannel(state: LeadState, kind: string): boolean {
  const { effects, clocks } = state;
  const isHeld = effects.some(
    ({ effect, wasHeld, status }) => wasHeld === true && status !== 'stuck' && isNotice(effect) && concerns(state, effect.repId),
  );
  return isHeld && clocks.some((clock) => clock.clock === kind && isUntold(clock));
}

/** The part that runs now has had its breach: nothing more is due. */
export const isBreached = (clock: Clock): boolean =>
  isUntold(clock) ? clock.systemBreachedAt !== undefined : clock.breachedAt !== null;

/** A clock's whole span until `at`, in milliseconds by the wall: what was the system's (nobody told, or an outage) and what was the rep's. */
export interface ClockParts {
  systemMs: number;
  humanMs: number;
}

export function partsOf({ startedAt, by, toldAt = startedAt, credits = [] }: Clock, at: Instant): ClockParts {
  const until = Math.max(at, startedAt);
  const humanFrom = by === 'system' ? until : Math.min(toldAt ?? until, until);
  const outageMs = credits
    .filter(({ reason }) => reason === 'outage')
    .reduce((sum, { fromAt, untilAt }) => sum + Math.max(0, Math.min(untilAt, until) - Math.max(fromAt, humanFrom)), 0);
  const systemMs = humanFrom - startedAt + outageMs;
  return { systemMs, humanMs: until - startedAt - systemMs };
}
