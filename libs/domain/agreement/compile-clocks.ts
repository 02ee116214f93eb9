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
  checkOrder(clock, clause, scope);
  const within = readSpan(scope, `${clause}.within`, clock.within);
  if ('workingDays' in within && clock.hours === 'always')
    report(
      scope,
      `${clause}.within`,
      'working days need working hours',
      'write `hours: rep` or a calendar, or days of 24 h such as 2d',
    );
  const until = untilOf(clock.until, clause, scope);
  return { id, clause, from: clock.from, until, within, hours: hoursOf(clock.hours, clause, scope), by: clock.by };
}

function checkOrder({ from, until }: ClockDocument, clause: string, scope: Scope): void {
  const [start, end] = [moments.indexOf(from), moments.indexOf(until)];
  // From the first attempt until the next: the one clock that may end with a moment of the same name.
  if (end === -1 || end > start || (from === 'attempted' && until === 'attempted')) return;
  report(scope, `${clause}.until`, `\`${until}\` does not come after \`${from}\``, 'let `until` lie after `from`');
}

function untilOf(until: string, clause: string, scope: Scope): ClockRule['until'] {
  if (until === 'assigned' || until === 'accepted' || until === 'outcome') return until;
  if (until === attemptedSignal && !scope.ownAttempted) return until;
  cite(scope, `${clause}.until`, 'signal', until);
  return { signal: until };
}

function hoursOf(hours: string, clause: string, scope: Scope): ClockRule['hours'] {
  if (hours === 'always' || hours === 'rep') return hours;
  if (hours === 'pool' || hours === 'coverage')
    report(scope, `${clause}.hours`, `\`${hours}\` hours are not built yet`, 'write always, rep, or a calendar of the team');
  return { calendar: hours };
}
