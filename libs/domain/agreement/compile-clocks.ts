import type { ClockDocument } from './document.js';
import { attemptedSignal } from './names.js';
import { cite, readSpan, report, type Scope } from './scope.js';
import type { ClockRule } from './terms.js';

/** The order in which the moments of a hand-off come. A clock can't wait for what lies before its start. */
const moments = ['qualified', 'assigned', 'noticed', 'accepted', 'attempted'];

/** A promise: from a moment, until another or a signal, within a time that counts during some hours, by one side. */
export function compileClocks(clocks: Record<string, ClockDocument>, path: string, scope: Scope): ClockRule[] {
  return Object.entries(clocks).map(([id, clock]) => compileClock(id, clock, `${path}.${id}`, scope));
}

function compileClock(id: string, clock: ClockDocument, clause: string, scope: Scope): ClockRule {
  if (moments.includes(clock.until) && clock.from !== clock.until && moments.indexOf(clock.until) < moments.indexOf(clock.from))
    report(
      scope,
      clause,
      `\`${clock.until}\` comes before \`${clock.from}\`, so this clock would be met at once`,
      'let `until` lie after `from`',
    );
  if (clock.from === clock.until && clock.until !== 'attempted')
    report(scope, clause, 'the clock ends where it starts', 'let `until` lie after `from`');
  const within = readSpan(scope, `${clause}.within`, clock.within);
  if ('workingDays' in within && clock.hours === 'always')
    report(
      scope,
      `${clause}.within`,
      'working days need working hours',
      'write `hours: rep` or a calendar, or count days of 24 h such as 2d',
    );
  return {
    id,
    clause,
    from: clock.from,
    until: untilOf(clock.until, clause, scope),
    within,
    hours: hoursOf(clock.hours),
    by: clock.by,
  };
}

function untilOf(until: string, clause: string, scope: Scope): ClockRule['until'] {
  if (until === 'assigned' || until === 'accepted' || until === 'outcome') return until;
  if (until === attemptedSignal && !scope.ownAttempted) return until;
  cite(scope, `${clause}.until`, 'signal', until);
  return { signal: until };
}

const hoursOf = (hours: string): ClockRule['hours'] => (hours === 'always' || hours === 'rep' ? hours : { calendar: hours });
