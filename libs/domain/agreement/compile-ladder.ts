import type { RungDocument } from './document.js';
import { hint } from './nearest.js';
import { cite, isFull, readMs, report, type Scope } from './scope.js';
import type { Rung } from './terms.js';

/** Whom a lane's lead is offered to, rung by rung. */
export function compileLadder(rungs: RungDocument[], path: string, scope: Scope): Rung[] {
  if (rungs.length === 0)
    report(
      scope,
      path,
      'the ladder is empty, so nobody would get the lead',
      'add a rung, such as { pool: sdr } or { queue: unrouted }',
    );
  const queue = rungs.findIndex((rung) => 'queue' in rung);
  if (queue !== -1 && queue < rungs.length - 1)
    report(
      scope,
      `${path}.${queue + 1}`,
      'a queue takes every lead, so the rungs after it are never tried',
      'let the queue come last',
    );
  return rungs.map((rung, at) => compileRung(rung, `${path}.${at}`, scope));
}

function compileRung(rung: RungDocument, clause: string, scope: Scope): Rung {
  if ('queue' in rung) return { clause, to: 'queue', queue: rung.queue };
  if ('hold' in rung) {
    const until = rung.hold === 'nextShift' ? rung.hold : { ms: readMs(scope, `${clause}.hold`, rung.hold) };
    return { clause, to: 'hold', until, send: rung.send ?? null };
  }
  const waitMs = rung.wait === undefined ? null : readMs(scope, `${clause}.wait`, rung.wait);
  if ('rep' in rung) return { clause, to: 'rep', rep: repOf(rung, clause, scope), waitMs };
  const match = rung.match ?? {};
  for (const [trait, field] of Object.entries(match)) checkMatch(field, `${clause}.match.${trait}`, scope);
  return { clause, to: 'pool', pool: rung.pool, match, strategy: rung.strategy ?? 'round-robin', waitMs };
}

type RepRung = Extract<RungDocument, { rep: unknown }>;

function repOf(rung: RepRung, clause: string, scope: Scope): Extract<Rung, { to: 'rep' }>['rep'] {
  const withinMs = rung.within === undefined ? null : readMs(scope, `${clause}.within`, rung.within);
  if (rung.rep === 'last') return { last: true, withinMs };
  if (withinMs !== null)
    report(scope, `${clause}.within`, '`within` says how long ago the last rep had the lead', 'remove it, or write `rep: last`');
  if (typeof rung.rep === 'string') return { id: rung.rep };
  cite(scope, `${clause}.rep.list`, 'list', rung.rep.list);
  return rung.rep;
}

function checkMatch(field: string, path: string, scope: Scope): void {
  if (isFull(scope) || Object.hasOwn(scope.fields, field)) return;
  report(
    scope,
    path,
    `nobody declared the field \`${field}\``,
    hint(field, Object.keys(scope.fields), 'declare it under `fields`'),
  );
}
