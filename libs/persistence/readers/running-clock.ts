import type { Instant } from '../../domain/calendar/instant.js';
import { isUntold, partsOf, type ClockParts } from '../../domain/lifecycle/clock-parts.js';
import type { Clock, Credit } from '../../domain/lifecycle/lead.js';

/** A promise that runs, or was broken and not yet met. */
export interface RunningClock {
  clock: string;
  clause: string;
  by: Clock['by'];
  dueAt: Instant;
  /** Charged to `by`. */
  breachedAt: Instant | null;
  /** Below zero: overdue. */
  msLeft: number;
  /** Of sales: from when on the time is the rep's. Null: nobody has been told yet, or no rep's. */
  toldAt: Instant | null;
  /** It ran out before its rep was told: charged to the system. */
  systemBreachedAt: Instant | null;
  /** Of its span until now. */
  parts: ClockParts;
  credits: Credit[];
  /** Whose time runs, and what was credited, in words; null: the rep's, and nothing worth a word. */
  note: string | null;
}

export function runningClock(clock: Clock, now: Instant): RunningClock {
  const { clock: name, clause, by, startedAt, dueAt, breachedAt, systemBreachedAt = null, credits = [] } = clock;
  const toldAt = by === 'sales' ? (clock.toldAt === undefined ? startedAt : clock.toldAt) : null;
  const shown = { clock: name, clause, by, dueAt, breachedAt, msLeft: dueAt - now, toldAt, systemBreachedAt };
  return { ...shown, parts: partsOf(clock, now), credits, note: noteOf(clock) };
}

function noteOf(clock: Clock): string | null {
  if (isUntold(clock)) return 'the rep has not been told: the time is the system’s';
  const said = (clock.credits ?? []).filter(({ ms }) => ms >= minuteMs).map(creditText);
  return said.length === 0 ? null : said.join('; ');
}

const minuteMs = 60_000;

function creditText({ reason, detail, ms }: Credit): string {
  const why = reason === 'untold' ? 'told late' : 'outage';
  return `${Math.floor(ms / minuteMs)} min credited: ${why}${detail === null ? '' : ` (${detail})`}`;
}
