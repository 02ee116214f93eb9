import { checkCondition } from './check-condition.js';
import { checkPoolHours, compileClocks } from './compile-clocks.js';
import { compileEscalation } from './compile-escalation.js';
import { compileLadder } from './compile-ladder.js';
import type { AgreementDocument, HandOffsDocument } from './document.js';
import { cite, once, report, type Scope } from './scope.js';
import type { Lane } from './terms.js';

type LaneDocument = HandOffsDocument['lanes'][number];
type LaneDefaults = NonNullable<HandOffsDocument['default']>;

const defaultPath = 'handOffs.default';
/** Each lane has the default’s, too. */
const mostClocks = 100;

/** Kinds of hand-off; the first whose condition holds. What a lane does not say, the default says: clocks by name, the rest whole. */
export function compileLanes(document: AgreementDocument, scope: Scope): Lane[] {
  const { default: shared = {}, lanes } = document.handOffs;
  once(
    scope,
    'handOffs.lanes',
    lanes.map((lane) => lane.id),
  );
  if (lanes.length === 0)
    report(
      scope,
      'handOffs.lanes',
      'without a lane no lead ever reaches sales',
      'add one, such as { id: inbound, when: { band: hot }, to: [ … ] }',
    );
  return lanes.map((lane) => compileLane(lane, shared, scope));
}

function compileLane(lane: LaneDocument, shared: LaneDefaults, scope: Scope): Lane {
  const clause = `handOffs.lanes.${lane.id}`;
  const from = (part: keyof LaneDefaults): string =>
    `${lane[part] === undefined && shared[part] !== undefined ? defaultPath : clause}.${part}`;
  checkCondition(lane.when, `${clause}.when`, scope);
  const cadence = lane.followUp ?? shared.followUp ?? null;
  if (cadence !== null) cite(scope, from('followUp'), 'cadence', cadence);
  const clocks = clocksOf(lane, shared, clause, scope);
  const ladder = compileLadder(lane.to ?? shared.to ?? [], from('to'), scope);
  checkPoolHours(clocks, ladder, lane.id, scope);
  return {
    id: lane.id,
    clause,
    when: lane.when,
    ladder,
    clocks,
    escalation: compileEscalation(lane.escalation ?? shared.escalation ?? [], clocks, from('escalation'), scope),
    cadence,
  };
}

function clocksOf(lane: LaneDocument, shared: LaneDefaults, clause: string, scope: Scope): Lane['clocks'] {
  const ids = new Set([...Object.keys(shared.clocks ?? {}), ...Object.keys(lane.clocks ?? {})]);
  if (ids.size > mostClocks) {
    const path = lane.clocks === undefined ? defaultPath : clause;
    report(
      scope,
      `${path}.clocks`,
      `${ids.size} clocks would run in this lane`,
      `keep it to ${mostClocks}, the default’s included`,
    );
  }
  const own = compileClocks(lane.clocks ?? {}, `${clause}.clocks`, scope);
  const ownIds = new Set(own.map((clock) => clock.id));
  const inherited = compileClocks(shared.clocks ?? {}, `${defaultPath}.clocks`, scope).filter((clock) => !ownIds.has(clock.id));
  return [...inherited, ...own];
}
