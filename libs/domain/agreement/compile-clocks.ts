import type { ClockDocument } from './document.js';
import { attemptedSignal } from './names.js';
import { cite, readSpan, report, type Scope } from './scope.js';
import type { ClockRule, Rung } from './terms.js';

/** The order in which the moments of a hand-off come. A clock can't wait for what lies before its start. */
const moments = ['occurred', 'qualified', 'assigned', 'noticed', 'accepted', 'attempted', 'last-touch'];

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
  return { id, clause, from: clock.from, until, within, hours: hoursOf(clock.hours), by: clock.by };
}

function checkOrder({ from, until }: ClockDocument, clause: string, scope: Scope): void {
  const [start, end] = [moments.indexOf(from), moments.indexOf(until)];
  // From one attempt until the next: such clocks may end with what they began with.
  const isUntilNext = until === 'attempted' && (from === 'attempted' || from === 'last-touch');
  if (end === -1 || end > start || isUntilNext) return;
  report(scope, `${clause}.until`, `\`${until}\` does not come after \`${from}\``, 'let `until` lie after `from`');
}

function untilOf(until: string, clause: string, scope: Scope): ClockRule['until'] {
  if (until === 'assigned' || until === 'accepted' || until === 'outcome') return until;
  if (until === attemptedSignal && !scope.ownAttempted) return until;
  cite(scope, `${clause}.until`, 'signal', until);
  return { signal: until };
}

const hoursOf = (hours: string): ClockRule['hours'] =>
  hours === 'always' || hours === 'rep' || hours === 'pool' || hours === 'coverage' ? hours : { calendar: hours };

/** Hours of pools are nobody's where the lane's ladder comes to no pool. */
export function checkPoolHours(clocks: ClockRule[], ladder: Rung[], lane: string, scope: Scope): void {
  if (ladder.some(({ to }) => to === 'pool')) return;
  for (const { clause, hours } of clocks)
    if (hours === 'pool' || hours === 'coverage')
      report(
        scope,
        `${clause}.hours`,
        `\`${hours}\` hours are those of a pool, but no rung of the lane ${lane} is one`,
        'add a rung such as { pool: sdr }, or write always, rep, or a calendar of the team',
      );
}
