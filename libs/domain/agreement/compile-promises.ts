import type { AgreementDocument } from './document.js';
import { hint } from './nearest.js';
import type { PromiseDocument, PromiseRule } from './promises.js';
import { report, type Scope } from './scope.js';
import { parseShare } from './share.js';
import type { ClockRule } from './terms.js';

/** A clock that may be promised: one of a lane, or that of `missing`. */
type Promised = Pick<ClockRule, 'id' | 'by'>;

/** Both sides' promises. `clocks`: all that the document starts. */
export function compilePromises({ promises = [] }: AgreementDocument, clocks: Promised[], scope: Scope): PromiseRule[] {
  const rules = promises.map((promise, at) => compilePromise(promise, `promises.${at}`, clocks, scope));
  const names = rules.map(({ by, measure, clock, per }) => [by, measure, clock, per].join(' '));
  rules.forEach(({ clause }, at) => {
    if (names.indexOf(names[at] ?? '') < at)
      report(scope, clause, 'the same is promised above', 'write floor and ceiling into one promise, and remove the other');
  });
  return rules;
}

function compilePromise(promise: PromiseDocument, clause: string, clocks: Promised[], scope: Scope): PromiseRule {
  const { by, measure, per } = promise;
  const [atLeast, atMost] = [boundOf(promise, 'atLeast', clause, scope), boundOf(promise, 'atMost', clause, scope)];
  if (promise.atLeast === undefined && promise.atMost === undefined)
    report(scope, clause, 'nothing is promised', `add \`atLeast\` or \`atMost\`, such as ${exampleOf(measure)}`);
  if (atLeast !== null && atMost !== null && atLeast > atMost)
    report(scope, `${clause}.atMost`, 'the ceiling lies below the floor', 'let `atMost` be as high as `atLeast`, or remove one');
  return { clause, by, measure, clock: clockOf(promise, clause, clocks, scope), atLeast, atMost, per };
}

const exampleOf = (measure: PromiseRule['measure']): string => (measure === 'volume' ? '`atMost: 200`' : '`atLeast: 90%`');

function boundOf(promise: PromiseDocument, which: 'atLeast' | 'atMost', clause: string, scope: Scope): number | null {
  const bound = promise[which];
  if (typeof bound !== 'string') return bound ?? null;
  const share = parseShare(bound);
  if (share !== null && share <= 1) return share;
  report(scope, `${clause}.${which}`, `\`${bound}\` can't be kept of anything`, 'write a percentage from 1% to 100%');
  return null;
}

/** A side keeps its own clocks: what the other one is held to can't be promised for it. */
function clockOf(promise: PromiseDocument, clause: string, clocks: Promised[], scope: Scope): string | null {
  if (promise.measure !== 'kept') return null;
  const own = [...new Set(clocks.filter(({ by }) => by === promise.by).map(({ id }) => id))];
  const { clock = null } = promise;
  if (clock === null && own.length === 0)
    report(scope, clause, `no clock is held against ${promise.by}`, `add one with \`by: ${promise.by}\`, or remove the promise`);
  if (clock !== null && !own.includes(clock))
    report(
      scope,
      `${clause}.clock`,
      `no clock \`${clock}\` is held against ${promise.by}`,
      hint(clock, own, `add it under \`handOffs\` with \`by: ${promise.by}\``),
    );
  return clock;
}
