import type { Calendar } from './calendar.js';
import type { Instant } from './instant.js';
import { dayMs, instantOfLocal } from './openings.js';

/** The local day, as a number since 1970-01-01, that a zone's clock reads at an instant. Null: the days of UTC. */
export function localDayOf(zone: Pick<Calendar, 'offsets'> | null, at: Instant): number {
  const offset = zone?.offsets.findLast(({ fromAt }) => fromAt <= at) ?? zone?.offsets[0];
  return Math.floor((at + (offset?.offsetMs ?? 0)) / dayMs);
}

/** The instant at which a local day begins. */
export const startOfDay = (zone: Pick<Calendar, 'offsets'> | null, day: number): Instant =>
  zone === null ? day * dayMs : instantOfLocal(zone, day * dayMs);
