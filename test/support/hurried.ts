import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAgreement } from '../../libs/agreement-file/parse-agreement.js';
import { parseTeam } from '../../libs/agreement-file/parse-team.js';
import type { Checked } from '../../libs/domain/agreement/checked.js';
import type { AgreementDocument, ClockDocument } from '../../libs/domain/agreement/document.js';
import { weekdays, type TeamDocument } from '../../libs/domain/agreement/team-document.js';
import { projectRoot } from '../../libs/embedded/project-root.js';

/**
 * An example's own two documents, for a test at any hour of any day: its reps work day and night, and in one lane a clock runs for so long only.
 * Nothing else is changed.
 */
export function hurried(
  example: string,
  { lane: id, clock, within }: { lane: string; clock: string; within: string },
): { agreement: AgreementDocument; team: TeamDocument } {
  const agreement = good(parseAgreement(read(example, 'agreement')));
  const team = good(parseTeam(read(example, 'team')));
  const { handOffs } = agreement;
  const hurry = (lane: (typeof handOffs.lanes)[number]): typeof lane => {
    const promised: ClockDocument | undefined = lane.clocks?.[clock] ?? handOffs.default?.clocks?.[clock];
    if (lane.id !== id || promised === undefined) return lane;
    return { ...lane, clocks: { ...lane.clocks, [clock]: { ...promised, within } } };
  };
  return { agreement: { ...agreement, handOffs: { ...handOffs, lanes: handOffs.lanes.map(hurry) } }, team: dayAndNight(team) };
}

function dayAndNight(team: TeamDocument): TeamDocument {
  const week = Object.fromEntries(weekdays.map((day) => [day, ['00:00-24:00']]));
  const calendars = Object.entries(team.calendars ?? {}).map(([id, { zone }]) => [id, { zone, week }]);
  return { ...team, calendars: Object.fromEntries(calendars) };
}

const read = (example: string, what: string): string =>
  readFileSync(join(projectRoot, 'examples', example, `${what}.yaml`), 'utf8');

function good<T>(checked: Checked<T>): T {
  if (checked.ok) return checked.value;
  throw new Error(checked.problems.map(({ path, message }) => `${path}: ${message}`).join('\n'));
}
