import type { ClockRule, Lane, Rung } from '../terms.js';
import type { Lint } from './found.js';
import { spanWords } from './span-words.js';

/**
 * A ladder that waits longer than its promise: a rep who lets the lead lie keeps it beyond what was promised, or the lead climbs until long after. And
 * an offer that never ends.
 */
export function lintLadder({ ladder, clocks, id }: Lane): Lint[] {
  return [
    ...ladder.flatMap((rung) => outwaits(rung, clocks)),
    ...clocks.flatMap((clock) => climbs(clock, ladder, id)),
    ...ladder.flatMap(endless),
  ];
}

function outwaits(rung: Rung, clocks: ClockRule[]): Lint[] {
  const waitMs = rung.to === 'pool' || rung.to === 'rep' ? rung.waitMs : null;
  const accept = clocks.find(({ from, until }) => until === 'accepted' && (from === 'assigned' || from === 'noticed'));
  if (waitMs === null || accept === undefined || !('ms' in accept.within) || waitMs <= accept.within.ms) return [];
  const [wait, within] = [spanWords({ ms: waitMs }), spanWords(accept.within)];
  const why = `the rung waits ${wait} for an acceptance that ${accept.clause} promises within ${within}: the next rung comes after the breach`;
  return [{ code: 'ladder.outwaits', clause: `${rung.clause}.wait`, why, cure: `wait at most ${within}, or promise ${wait}` }];
}

// The lead's own wait goes on from rung to rung.
function climbs({ clause, from, by, until, within }: ClockRule, ladder: Rung[], lane: string): Lint[] {
  if ((from !== 'occurred' && from !== 'qualified') || by !== 'sales' || until === 'outcome' || !('ms' in within)) return [];
  const waits = ladder.slice(0, -1).map(waitOf);
  const sum = waits.reduce((total, ms) => total + ms, 0);
  if (sum <= within.ms) return [];
  const why = `the ladder of lane ${lane} may wait ${spanWords({ ms: sum })} before its last rung, and ${spanWords(within)} are promised`;
  return [
    { code: 'ladder.outwaits', clause, why, cure: `let the rungs before the last wait less than ${spanWords(within)} together` },
  ];
}

function waitOf(rung: Rung): number {
  if (rung.to === 'pool' || rung.to === 'rep') return rung.waitMs ?? 0;
  return rung.to === 'hold' && rung.until !== 'nextShift' ? rung.until.ms : 0;
}

function endless(rung: Rung): Lint[] {
  if (rung.to !== 'pool' || rung.strategy !== 'first-come' || rung.waitMs !== null) return [];
  const why = `the lead is offered to the pool ${rung.pool} until somebody takes it, and nobody has to`;
  return [
    { code: 'offer.endless', clause: rung.clause, why, cure: 'let it wait, such as wait: 2min, with another rung after it' },
  ];
}
