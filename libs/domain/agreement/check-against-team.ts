import { checkLadder } from './check-ladder.js';
import type { Problem } from './checked.js';
import { hint } from './nearest.js';
import { placeholders, unsubscribeWord } from './placeholders.js';
import { report } from './scope.js';
import type { Team } from './team.js';
import type { Terms, TrackStep } from './terms.js';
import { withoutRepeats } from './without-repeats.js';

/** What the agreement cites and the team lacks. Asked whenever either of them changes. */
export function checkAgainstTeam(terms: Terms, team: Team): Problem[] {
  const problems: Problem[] = [];
  const need = (path: string, kind: string, id: string, known: object, place: string): void => {
    if (Object.hasOwn(known, id)) return;
    report(
      { problems },
      path,
      `the team has no ${kind} \`${id}\``,
      hint(id, Object.keys(known), `add it under \`${place}\` of the team`),
    );
  };
  if (terms.uses.team !== null && terms.uses.team !== team.name)
    report(
      { problems },
      'uses.team',
      `the team in force is \`${team.name}\`, not \`${terms.uses.team}\``,
      'post that team first, or name this one',
    );
  for (const list of terms.uses.lists) need('uses.lists', 'list', list, team.lists, 'lists');
  for (const { clause, message } of messagesOf(terms)) need(clause, 'message', message, team.messages, 'messages');
  for (const clock of terms.lanes.flatMap((lane) => lane.clocks))
    if (typeof clock.hours === 'object')
      need(`${clock.clause}.hours`, 'calendar', clock.hours.calendar, team.calendars, 'calendars');
  for (const lane of terms.lanes) problems.push(...checkLadder(lane.ladder, team));
  problems.push(...checkPlaceholders(terms, team));
  return withoutRepeats(problems);
}

/** Every message the agreement sends, with the clause that sends it. */
function messagesOf(terms: Terms): { clause: string; message: string }[] {
  const held = terms.lanes
    .flatMap((lane) => lane.ladder)
    .flatMap((rung) => (rung.to === 'hold' && rung.send !== null ? { clause: rung.clause, message: rung.send } : []));
  return [...terms.nurture.tracks.flatMap((track) => track.steps.flatMap(sendsOf)), ...held];
}

function sendsOf(step: TrackStep): { clause: string; message: string }[] {
  if (step.do === 'send') return [{ clause: step.clause, message: step.message }];
  return step.do === 'waitFor' ? [...step.met, ...step.else].flatMap(sendsOf) : [];
}

/** A text may ask only for what the agreement knows of a lead. */
function checkPlaceholders(terms: Terms, team: Team): Problem[] {
  const problems: Problem[] = [];
  for (const [id, { subject, text }] of Object.entries(team.messages))
    for (const path of placeholders(`${subject} ${text}`).filter(
      (wanted) => wanted !== unsubscribeWord && !Object.hasOwn(terms.fields, wanted),
    ))
      report(
        { problems },
        `messages.${id}`,
        `nobody declared the field \`${path}\``,
        hint(path, Object.keys(terms.fields), 'declare it under `fields` of the agreement'),
      );
  return problems;
}
