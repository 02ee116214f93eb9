import type { Calendar } from '../../calendar/calendar.js';
import { openMs } from '../../calendar/open-ms.js';
import { openings } from '../../calendar/openings.js';
import { unitedCalendar } from '../../calendar/united-calendar.js';
import type { Team } from '../team.js';
import type { ClockRule, Lane, Rung } from '../terms.js';
import type { Lint } from './found.js';
import { spanWords } from './span-words.js';

/** A clock of sales that runs while nobody of the lane works: it will be broken, and by nobody's fault. */
export function lintCoverage(lane: Lane, team: Team): Lint[] {
  const covered = coverageOf(lane, team);
  return covered === null ? [] : lane.clocks.flatMap((clock) => uncovered(clock, covered, lane.id, team));
}

// Of a promise in working days the nights don't matter, and hours of people are covered by them.
function uncovered(clock: ClockRule, covered: Calendar, lane: string, team: Team): Lint[] {
  const { hours, by, clause, within } = clock;
  if (by !== 'sales' || !('ms' in within) || (hours !== 'always' && typeof hours !== 'object')) return [];
  const promised = hours === 'always' ? null : usual(team.calendars[hours.calendar] ?? null);
  const openHours = Math.round((openMs(promised, week.from, week.until) - bothOpenMs(promised, covered)) / hourMs);
  // A promise longer than the longest night is kept across it.
  if (openHours === 0 || within.ms >= longestGapMs(covered)) return [];
  const when = hours === 'always' ? 'at any hour' : `in the hours \`${hours.calendar}\``;
  const why = `${spanWords(within)} promised ${when}, ${openHours} hours a week uncovered: nobody of lane ${lane} works then`;
  return [
    {
      code: 'clock.uncovered',
      clause: `${clause}.hours`,
      why,
      cure: 'write hours: coverage, or give somebody of its pools a shift then',
    },
  ];
}

/** When anybody works to whom the lane's ladder may come; null: always, or nobody knows. */
function coverageOf({ ladder }: Lane, team: Team): Calendar | null {
  const reps = ladder.flatMap((rung) => repsOf(rung, team)).flatMap((id) => team.reps[id] ?? []);
  return reps.length === 0
    ? null
    : unitedCalendar(
        'coverage',
        reps.map(({ hours }) => usual(hours)),
      );
}

function repsOf(rung: Rung, { pools, lists }: Team): string[] {
  if (rung.to === 'pool') return pools[rung.pool]?.reps ?? [];
  if (rung.to !== 'rep' || 'last' in rung.rep) return [];
  if ('id' in rung.rep) return [rung.rep.id];
  const { list, column } = rung.rep;
  return Object.values(lists[list] ?? {}).flatMap((row) => row[column] ?? []);
}

// A plain week is looked at: without absences, holidays, or a change of the clocks.
const hourMs = 3_600_000;
const week = { from: Date.UTC(2026, 0, 12), until: Date.UTC(2026, 0, 19) };

function usual(calendar: Calendar | null): Calendar | null {
  if (calendar === null) return null;
  const { away: _away, ...always } = calendar;
  return { ...always, holidays: [] };
}

function bothOpenMs(one: Calendar | null, other: Calendar): number {
  let sum = 0;
  for (const { from, until } of openings(other, week.from)) {
    if (from >= week.until) break;
    sum += openMs(one, Math.max(from, week.from), Math.min(until, week.until));
  }
  return sum;
}

function longestGapMs(calendar: Calendar): number {
  let [longest, end] = [0, week.from];
  for (const { from, until } of openings(calendar, week.from)) {
    longest = Math.max(longest, from - end);
    end = Math.max(end, until);
    if (from >= week.until + 7 * 24 * hourMs) return longest;
  }
  return longest;
}
