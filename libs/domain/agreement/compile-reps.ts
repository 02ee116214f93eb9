import type { Problem } from './checked.js';
import { compileAbsences } from './compile-absences.js';
import { hint } from './nearest.js';
import { repHours } from './rep-hours.js';
import { once, report } from './scope.js';
import type { Rep, Team } from './team.js';
import type { RepDocument, TeamDocument } from './team-document.js';

/** Means the rep who had the lead last, in a ladder. */
const lastRep = 'last';

/** Who can be handed a lead. A manager given by id becomes that rep's address; absences are cut out of the rep's hours. */
export function compileReps(document: TeamDocument, calendars: Team['calendars'], problems: Problem[]): Team['reps'] {
  once(
    { problems },
    'reps',
    document.reps.map((rep) => rep.id),
  );
  return Object.fromEntries(document.reps.map((rep) => [rep.id, compileRep(rep, document, calendars, problems)]));
}

function compileRep(rep: RepDocument, document: TeamDocument, calendars: Team['calendars'], problems: Problem[]): Rep {
  const path = `reps.${rep.id}`;
  const known = Object.keys(document.calendars ?? {});
  const calendar = rep.calendar === undefined ? null : (calendars[rep.calendar] ?? null);
  if (rep.id === lastRep) report({ problems }, path, '`last` means the rep who had the lead last', 'give the rep another id');
  if (rep.calendar !== undefined && !known.includes(rep.calendar))
    report(
      { problems },
      `${path}.calendar`,
      `the team has no calendar \`${rep.calendar}\``,
      hint(rep.calendar, known, 'add it under `calendars`'),
    );
  return {
    id: rep.id,
    name: rep.name,
    email: rep.email,
    calendar: rep.calendar ?? null,
    hours: repHours(calendar, compileAbsences(rep.absences ?? [], calendar, `${path}.absences`, problems)),
    capacity: rep.capacity ?? null,
    dailyLimit: rep.dailyLimit ?? null,
    managerEmail: managerOf(rep, document, path, problems),
    traits: rep.traits ?? {},
  };
}

/** The rep's own; else that of the first pool that has the rep and a manager, unless it is the rep. */
function managerOf(rep: RepDocument, document: TeamDocument, path: string, problems: Problem[]): string | null {
  if (rep.manager === rep.id)
    report({ problems }, `${path}.manager`, 'nobody is their own manager', 'name somebody else, or remove it');
  if (rep.manager !== undefined) return addressOf(rep.manager, document, path, problems);
  const pools = Object.entries(document.pools ?? {});
  const [id, pool] = pools.find(([, { reps, manager }]) => manager !== undefined && reps.includes(rep.id)) ?? [];
  if (pool?.manager === undefined || pool.manager === rep.id) return null;
  return addressOf(pool.manager, document, `pools.${id}`, problems);
}

function addressOf(named: string, { reps }: TeamDocument, path: string, problems: Problem[]): string | null {
  if (named.includes('@')) return named;
  const manager = reps.find(({ id }) => id === named);
  if (manager !== undefined) return manager.email;
  const ids = reps.map(({ id }) => id);
  if (!problems.some((problem) => problem.path === `${path}.manager`))
    report({ problems }, `${path}.manager`, `the team has no rep \`${named}\``, hint(named, ids, 'write an e-mail address'));
  return null;
}
