import type { Calendar } from '../calendar/calendar.js';
import { compileCalendar } from '../calendar/compile-calendar.js';
import type { Checked, Problem } from './checked.js';
import { compileList } from './compile-list.js';
import { compileReps } from './compile-reps.js';
import { placeholderProblem } from './placeholders.js';
import { hint } from './nearest.js';
import { once, readMs, report } from './scope.js';
import type { Pool, Team } from './team.js';
import type { PoolDocument, TeamDocument } from './team-document.js';

/** The team document as a team, or every problem of it at once. */
export function compileTeam(document: TeamDocument): Checked<Team> {
  const problems: Problem[] = [];
  const calendars = compileCalendars(document, problems);
  const team: Team = {
    name: document.team,
    calendars,
    reps: compileReps(document, calendars, problems),
    pools: compilePools(document, problems),
    lists: Object.fromEntries(
      Object.entries(document.lists ?? {}).map(([id, list]) => [id, compileList(list, `lists.${id}`, problems)]),
    ),
    messages: compileMessages(document, problems),
  };
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: team };
}

/** Hours that clocks name by themselves. */
const reservedHours = ['always', 'rep', 'pool', 'coverage'];

function compileCalendars(document: TeamDocument, problems: Problem[]): Record<string, Calendar> {
  const calendars: Record<string, Calendar> = {};
  for (const [id, { zone, week, holidays }] of Object.entries(document.calendars ?? {})) {
    if (reservedHours.includes(id))
      report({ problems }, `calendars.${id}`, `\`${id}\` hours have a meaning of their own`, 'give the calendar another name');
    const checked = compileCalendar(id, { zone, week, holidays: holidays ?? [] });
    if (checked.ok) calendars[id] = checked.value;
    else problems.push(...checked.problems);
  }
  return calendars;
}

function compilePools(document: TeamDocument, problems: Problem[]): Team['pools'] {
  const reps = document.reps.map((rep) => rep.id);
  const pools = Object.entries(document.pools ?? {});
  for (const [id, pool] of pools) {
    once({ problems }, `pools.${id}.reps`, pool.reps, 'name each rep once');
    for (const rep of pool.reps.filter((member) => !reps.includes(member)))
      report({ problems }, `pools.${id}.reps`, `the team has no rep \`${rep}\``, hint(rep, reps, 'add the rep under `reps`'));
  }
  return Object.fromEntries(
    pools.map(([id, { reps: members, pace }]) => [
      id,
      { id, reps: members, pace: compilePace(pace, `pools.${id}.pace`, problems) },
    ]),
  );
}

function compilePace(pace: PoolDocument['pace'], path: string, problems: Problem[]): Pool['pace'] {
  return pace === undefined ? null : { atMost: pace.atMost, perMs: readMs({ problems }, `${path}.per`, pace.per) };
}

function compileMessages(document: TeamDocument, problems: Problem[]): Team['messages'] {
  const messages = document.messages ?? {};
  for (const [id, message] of Object.entries(messages))
    for (const part of ['subject', 'text'] as const) {
      const wrong = placeholderProblem(message[part]);
      if (wrong !== null)
        report({ problems }, `messages.${id}.${part}`, wrong, 'write a path of the profile in two braces, such as {{firstName}}');
    }
  return messages;
}
