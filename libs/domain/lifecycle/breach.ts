import type { Instant } from '../calendar/instant.js';
import { isBreached, isUntold } from './clock-parts.js';
import type { LeadEvent } from './events.js';
import type { Clock } from './lead.js';

/** The events that meet one clock by evidence of the instant `at`: in time, late, or a breach that turns out to be none. */
export function met(clock: Clock, at: Instant, now: Instant): LeadEvent[] {
  const meeting: LeadEvent = {
    kind: 'ClockMet',
    at: now,
    id: clock.id,
    clock: clock.clock,
    lateMs: Math.max(0, at - clock.dueAt),
  };
  if (at <= clock.dueAt && isBreached(clock)) return [withdrawn(clock, at, now), meeting];
  return at > clock.dueAt && !isBreached(clock) ? [breached(clock, now), meeting] : [meeting];
}

/** The clock ran out: of sales if its rep had been told, else of the system. */
export function breached(clock: Clock, now: Instant): LeadEvent {
  const { id, clause, dueAt, pool } = clock;
  const charged = isUntold(clock)
    ? { by: 'system' as const, repId: null }
    : { by: clock.by, repId: clock.repId, ...(pool === undefined ? {} : { pool }) };
  return { kind: 'ClockBreached', at: now, id, clock: clock.clock, clause, dueAt, ...charged };
}

/** There was no breach after all: evidence from before the deadline has come late. */
export const withdrawn = ({ id, clock }: Clock, evidenceAt: Instant, now: Instant): LeadEvent => ({
  kind: 'BreachWithdrawn',
  at: now,
  id,
  clock,
  evidenceAt,
});
