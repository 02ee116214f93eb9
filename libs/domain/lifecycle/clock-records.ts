import type { Instant } from '../calendar/instant.js';
import { evolve } from './evolve.js';
import type { LeadEvent } from './events.js';
import type { Clock, LeadState } from './lead.js';

/** A clock as it is kept for good, running or ended. */
export interface ClockRecord extends Clock {
  endedAt: Instant | null;
  endedBy: 'met' | 'stopped' | null;
  withdrawnAt: Instant | null;
}

export const running = (clock: Clock): ClockRecord => ({ ...clock, endedAt: null, endedBy: null, withdrawnAt: null });

/** What a turn did to clocks: those that it started, moved, breached, withdrew or ended, as they are now; and breaches withdrawn of clocks that had ended before. */
export interface ClockChanges {
  records: ClockRecord[];
  late: { id: string; at: Instant }[];
}

export function clockChanges(before: LeadState, events: LeadEvent[]): ClockChanges {
  const ended = new Map<string, ClockRecord>();
  const withdrawn = new Map<string, { breachedAt: Instant | null; withdrawnAt: Instant }>();
  const late: ClockChanges['late'] = [];
  let state = before;
  for (const event of events) {
    const clock = 'id' in event ? state.clocks.find(({ id }) => id === event.id) : undefined;
    if (event.kind === 'BreachWithdrawn' && clock === undefined) late.push({ id: event.id, at: event.at });
    if (event.kind === 'BreachWithdrawn' && clock !== undefined && clock.breachedAt !== null)
      withdrawn.set(event.id, { breachedAt: clock.breachedAt, withdrawnAt: event.at });
    if ((event.kind === 'ClockMet' || event.kind === 'ClockStopped') && clock !== undefined)
      ended.set(event.id, { ...running(clock), endedAt: event.at, endedBy: event.kind === 'ClockMet' ? 'met' : 'stopped' });
    state = evolve(state, event);
  }
  // A clock that no event has touched is the very one that was there before.
  const changed = state.clocks.filter((clock) => !before.clocks.includes(clock)).map(running);
  // One row a clock, so that a turn can't write it twice: what it is in the end.
  const last = new Map([...ended.values(), ...changed].map((record) => [record.id, record]));
  return { records: [...last.values()].map((record) => ({ ...record, ...withdrawn.get(record.id) })), late };
}
