import type { Rung } from '../agreement/terms.js';
import { nextOpening } from '../calendar/opening.js';
import type { Instant } from '../calendar/instant.js';
import type { ChooseRequest } from './choose-request.js';
import { calendarOf, listedRep, matches, passOver, type WhyNot } from './eligible.js';
import { pick } from './pick.js';

/** Who or what takes the lead. `whyNot` names each rep that was passed over, and why. */
export type Choice =
  | { kind: 'rep'; rung: number; clause: string; repId: string; untilAt: Instant | null; whyNot: WhyNot[] }
  | { kind: 'hold'; rung: number; clause: string; untilAt: Instant; send: string | null; whyNot: WhyNot[] }
  | { kind: 'queue'; rung: number; clause: string; queue: string; whyNot: WhyNot[] };

/** The queue of a lead whose ladder has run out. */
export const unroutedQueue = 'unrouted';

/** Climbs the ladder from `fromRung` until a rung takes the lead: a rep who can answer now, a hold, or a queue. */
export function choose(request: ChooseRequest): Choice {
  const whyNot: WhyNot[] = [];
  for (const [rung, step] of request.ladder.entries()) {
    if (rung < request.fromRung) continue;
    const choice = take(step, rung, request, whyNot);
    if (choice !== null) return { ...choice, whyNot: passedOver(choice) };
  }
  const last = request.ladder.length - 1;
  return {
    kind: 'queue',
    rung: last,
    clause: request.ladder[last]?.clause ?? 'handOffs',
    queue: unroutedQueue,
    whyNot: once(whyNot),
  };
}

// A rep whom several rungs come to is named once, with the first reason, and not at all if a later rung takes them.
const passedOver = (choice: Choice): WhyNot[] =>
  once(choice.whyNot).filter(({ repId }) => choice.kind !== 'rep' || repId !== choice.repId);

const once = (whyNot: WhyNot[]): WhyNot[] =>
  whyNot.filter(({ repId }, place) => whyNot.findIndex((earlier) => earlier.repId === repId) === place);

function take(step: Rung, rung: number, request: ChooseRequest, whyNot: WhyNot[]): Choice | null {
  const { clause } = step;
  if (step.to === 'queue') return { kind: 'queue', rung, clause, queue: step.queue, whyNot };
  if (step.to === 'hold') {
    const untilAt = step.until === 'nextShift' ? nextShift(rung, request) : request.at + step.until.ms;
    return untilAt === null ? null : { kind: 'hold', rung, clause, untilAt, send: step.send, whyNot };
  }
  const repId = step.to === 'pool' ? fromPool(step, request, whyNot) : single(step, request, whyNot);
  if (repId === null) return null;
  return { kind: 'rep', rung, clause, repId, untilAt: step.waitMs === null ? null : request.at + step.waitMs, whyNot };
}

type PoolRung = Extract<Rung, { to: 'pool' }>;
type RepRung = Extract<Rung, { to: 'rep' }>;

function fromPool({ pool, match, strategy }: PoolRung, request: ChooseRequest, whyNot: WhyNot[]): string | null {
  const able = (request.team.pools[pool]?.reps ?? []).filter((repId) => canTake(repId, match, request, whyNot));
  const chosen = pick(able, strategy, request.loads);
  const why = strategy === 'least-loaded' ? 'busier' : 'not-next';
  whyNot.push(...able.filter((repId) => repId !== chosen).map((repId) => ({ repId, why }) as const));
  return chosen;
}

function single({ rep }: RepRung, request: ChooseRequest, whyNot: WhyNot[]): string | null {
  const repId = 'id' in rep ? rep.id : 'list' in rep ? listedRep(rep, request) : lastRep(rep.withinMs, request);
  return repId !== null && canTake(repId, {}, request, whyNot) ? repId : null;
}

function lastRep(withinMs: number | null, { lastRep: last, at }: ChooseRequest): string | null {
  return last === null || (withinMs !== null && at - last.at > withinMs) ? null : last.repId;
}

function canTake(repId: string, match: Record<string, string>, request: ChooseRequest, whyNot: WhyNot[]): boolean {
  const why = passOver(repId, match, request);
  if (why !== null) whyNot.push({ repId, why });
  return why === null;
}

// Held until somebody of the pools before this rung comes on shift who has not been tried. Nobody would come: not held at all, so that no
// lead waits for ever.
function nextShift(rung: number, { ladder, team, tried, profileField, at }: ChooseRequest): Instant | null {
  const pools = ladder.slice(0, rung).filter((step): step is PoolRung => step.to === 'pool');
  const reps = pools.flatMap(({ pool, match }) =>
    (team.pools[pool]?.reps ?? []).filter((id) => !tried.includes(id) && matches(team.reps[id], match, profileField)),
  );
  const openings = reps.map((repId) => nextOpening(calendarOf(repId, team), at)).filter((opening) => opening > at);
  return openings.length === 0 ? null : Math.min(...openings);
}
