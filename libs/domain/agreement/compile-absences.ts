import type { Away, Calendar } from '../calendar/calendar.js';
import type { Instant } from '../calendar/instant.js';
import { startOfDay } from '../calendar/local-day.js';
import { parseDay } from '../calendar/parse-day.js';
import type { Problem } from './checked.js';
import { report } from './scope.js';
import type { RepDocument } from './team-document.js';

type AbsenceDocument = NonNullable<RepDocument['absences']>[number];

/** A longer one is a slip of the pen, or somebody who has left. */
const longestMs = 2 * 366 * 86_400_000;
const cure = 'write a local day, such as 2026-12-24, or an instant, such as 2026-12-24T12:00:00Z';

/** A rep's absences as instants, sorted; those that overlap or touch are one. Days are those of `zone`, the last one included. */
export function compileAbsences(absences: AbsenceDocument[], zone: Calendar | null, path: string, problems: Problem[]): Away[] {
  const away = absences.flatMap((absence, at) => compileAbsence(absence, zone, `${path}.${at}`, problems));
  return joined(away.sort((one, other) => one.fromAt - other.fromAt));
}

function compileAbsence({ from, to }: AbsenceDocument, zone: Calendar | null, path: string, problems: Problem[]): Away[] {
  const fromAt = instantOf(from, zone, 0);
  const untilAt = instantOf(to, zone, 1);
  if (fromAt === null) report({ problems }, `${path}.from`, `\`${from}\` is no day and no instant`, cure);
  if (untilAt === null) report({ problems }, `${path}.to`, `\`${to}\` is no day and no instant`, cure);
  if (fromAt === null || untilAt === null) return [];
  if (untilAt <= fromAt)
    report(
      { problems },
      `${path}.to`,
      `the absence ends (\`${to}\`) before it begins (\`${from}\`)`,
      'swap them, or mend the year',
    );
  if (untilAt - fromAt > longestMs)
    report({ problems }, `${path}.to`, 'the absence is longer than two years', 'mend the year, or take the rep out of the pools');
  return [{ fromAt, untilAt }];
}

/** A day counts from its beginning, or, as the last of an absence, from the beginning of the day after it. */
function instantOf(text: string, zone: Calendar | null, daysLater: 0 | 1): Instant | null {
  const day = parseDay(text.slice(0, 10));
  if (day === null) return null;
  if (text.length === 10) return startOfDay(zone, day + daysLater);
  const at = /^.{10}T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}

const joined = (sorted: Away[]): Away[] =>
  sorted.reduce<Away[]>((before, away) => {
    const last = before.at(-1);
    if (last === undefined || last.untilAt < away.fromAt) return [...before, away];
    return [...before.slice(0, -1), { fromAt: last.fromAt, untilAt: Math.max(last.untilAt, away.untilAt) }];
  }, []);
