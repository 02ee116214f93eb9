import type { Problem } from './checked.js';
import { hint } from './nearest.js';
import { once, report } from './scope.js';
import type { Rep, Team } from './team.js';
import type { RepDocument, TeamDocument } from './team-document.js';

/** Means the rep who had the lead last, in a ladder. */
const lastRep = 'last';

/** Who can be handed a lead. A manager given by id becomes that rep's address. */
export function compileReps(document: TeamDocument, problems: Problem[]): Team['reps'] {
  once(
    { problems },
    'reps',
    document.reps.map((rep) => rep.id),
  );
  return Object.fromEntries(document.reps.map((rep) => [rep.id, compileRep(rep, document, problems)]));
}

function compileRep(rep: RepDocument, document: TeamDocument, problems: Problem[]): Rep {
  const path = `reps.${rep.id}`;
  const calendars = Object.keys(document.calendars ?? {});
  if (rep.id === lastRep) report({ problems }, path, '`last` means the rep who had the lead last', 'give the rep another id');
  if (rep.calendar !== undefined && !calendars.includes(rep.calendar))
    report(
      { problems },
      `${path}.calendar`,
      `the team has no calendar \`${rep.calendar}\``,
      hint(rep.calendar, calendars, 'add it under `calendars`'),
    );
  return {
    id: rep.id,
    name: rep.name,
    email: rep.email,
    calendar: rep.calendar ?? null,
    capacity: rep.capacity ?? null,
    managerEmail: managerOf(rep, document, path, problems),
    traits: rep.traits ?? {},
  };
}

function managerOf(rep: RepDocument, document: TeamDocument, path: string, problems: Problem[]): string | null {
  if (rep.manager === undefined) return null;
  if (rep.manager.includes('@')) return rep.manager;
  if (rep.manager === rep.id)
    report({ problems }, `${path}.manager`, 'nobody is their own manager', 'name somebody else, or remove it');
  const manager = document.reps.find((other) => other.id === rep.manager);
  if (manager !== undefined) return manager.email;
  const ids = document.reps.map((other) => other.id);
  report(
    { problems },
    `${path}.manager`,
    `the team has no rep \`${rep.manager}\``,
    hint(rep.manager, ids, 'write an e-mail address'),
  );
  return null;
}
