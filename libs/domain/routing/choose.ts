import type { Rung } from '../agreement/terms.js';
import type { Instant } from '../calendar/instant.js';
import type { ChooseRequest } from './choose-request.js';
import { passOver, singleRep, type WhyNot } from './eligible.js';
import { nextChance } from './next-chance.js';
import { pick } from './pick.js';
import { unroutedQueue } from './unrouted.js';

/**
 * Who or what takes the lead. `whyNot` names each rep that was passed over, and why. A lead that is held or unrouted is tried again at
 * `untilAt`; one in a queue of the agreement's own waits there for somebody to take it (null).
 */
export type Choice =
  | {
      kind: 'rep';
      rung: number;
      clause: string;
      repId: string;
      untilAt: Instant | null;
      pool: string | null;
      strategy: PoolRung['strategy'] | null;
      whyNot: WhyNot[];
    }
  | { kind: 'offer'; rung: number; clause: string; pool: string; reps: string[]; untilAt: Instant | null; whyNot: WhyNot[] }
  | { kind: 'hold'; rung: number; clause: string; untilAt: Instant; send: string | null; whyNot: WhyNot[] }
  | { kind: 'queue'; rung: number; clause: string; queue: string; untilAt: Instant | null; whyNot: WhyNot[] };

/** Climbs the ladder from `fromRung` until a rung takes the lead: a rep who can answer now, a hold, or a queue. */
export function choose(request: ChooseRequest): Choice {
  const whyNot: WhyNot[] = [];
  for (const [rung, step] of request.ladder.entries()) {
    if (rung < request.fromRung) continue;
    const choice = take(step, rung, request, whyNot);
    if (choice !== null) return { ...choice, whyNot: passedOver(choice) };
  }
  const last = request.ladder.length - 1;
  return queued(unroutedQueue, last, request.ladder[last]?.clause ?? 'handOffs', request, once(whyNot));
}

// A rep whom several rungs come to is named once, with the first reason, and not at all if a later rung takes them.
const passedOver = (choice: Choice): WhyNot[] => once(choice.whyNot).filter(({ repId }) => !takers(choice).includes(repId));

function takers(choice: Choice): string[] {
  if (choice.kind === 'offer') return choice.reps;
  return choice.kind === 'rep' ? [choice.repId] : [];
}

const once = (whyNot: WhyNot[]): WhyNot[] =>
  whyNot.filter(({ repId }, place) => whyNot.findIndex((earlier) => earlier.repId === repId) === place);

function take(step: Rung, rung: number, request: ChooseRequest, whyNot: WhyNot[]): Choice | null {
  if (step.to === 'queue') return queued(step.queue, rung, step.clause, request, whyNot);
  if (step.to === 'hold') return hold(step, rung, request, whyNot);
  const untilAt = step.waitMs === null ? null : request.at + step.waitMs;
  if (step.to === 'pool' && step.strategy === 'first-come' && !request.isAccepted)
    return offer(step, rung, untilAt, request, whyNot);
  const pool = step.to === 'pool' ? step : null;
  const repId = step.to === 'pool' ? fromPool(step, request, whyNot) : single(step, request, whyNot);
  if (repId === null) return null;
  const how = { pool: pool?.pool ?? null, strategy: pool?.strategy ?? null };
  return { kind: 'rep', rung, clause: step.clause, repId, untilAt, ...how, whyNot };
}

// The unrouted are tried again with the whole ladder, also with reps who were tried: a new shift is a new chance.
function queued(queue: string, rung: number, clause: string, request: ChooseRequest, whyNot: WhyNot[]): Choice {
  const untilAt = queue === unroutedQueue ? nextChance(request.ladder, request, true) : null;
  return { kind: 'queue', rung, clause, queue, untilAt, whyNot };
}

// Held until somebody of the rungs before this one can take it who has not been tried. Nobody would come: not held at all, so that no lead
// waits for ever.
function hold({ until, clause, send }: HoldRung, rung: number, request: ChooseRequest, whyNot: WhyNot[]): Choice | null {
  if (until !== 'nextShift')
    return request.ranOut !== null && rung <= request.ranOut
      ? null
      : { kind: 'hold', rung, clause, untilAt: request.at + until.ms, send, whyNot };
  const untilAt = nextChance(request.ladder.slice(0, rung), request, false);
  return untilAt === null ? null : { kind: 'hold', rung, clause, untilAt, send, whyNot };
}

type PoolRung = Extract<Rung, { to: 'pool' }>;
type RepRung = Extract<Rung, { to: 'rep' }>;
type HoldRung = Extract<Rung, { to: 'hold' }>;

function fromPool(rung: PoolRung, request: ChooseRequest, whyNot: WhyNot[]): string | null {
  const { strategy } = rung;
  const able = ableOf(rung, request, whyNot);
  const isSpent = isPoolSpent(rung, request);
  const chosen = isSpent ? null : pick(able, strategy, request.loads);
  const why = isSpent ? 'pace' : strategy === 'least-loaded' ? 'busier' : 'not-next';
  whyNot.push(...able.filter((repId) => repId !== chosen).map((repId) => ({ repId, why }) as const));
  return chosen;
}

// To all who can take it, at once: who accepts first has it.
function offer(rung: PoolRung, at: number, untilAt: Instant | null, request: ChooseRequest, whyNot: WhyNot[]): Choice | null {
  const able = ableOf(rung, request, whyNot);
  const { pool, clause } = rung;
  if (able.length > 0 && !isPoolSpent(rung, request))
    return { kind: 'offer', rung: at, clause, pool, reps: able, untilAt, whyNot };
  whyNot.push(...able.map((repId) => ({ repId, why: 'pace' }) as const));
  return null;
}

const ableOf = ({ pool, match }: PoolRung, request: ChooseRequest, whyNot: WhyNot[]): string[] =>
  (request.team.pools[pool]?.reps ?? []).filter((repId) => canTake(repId, match, request, whyNot));

const isPoolSpent = ({ pool }: PoolRung, { paces, at }: ChooseRequest): boolean => (paces[pool]?.spentUntilAt ?? at) > at;

function single({ rep }: RepRung, request: ChooseRequest, whyNot: WhyNot[]): string | null {
  const repId = singleRep(rep, request);
  return repId !== null && canTake(repId, {}, request, whyNot) ? repId : null;
}

function canTake(repId: string, match: Record<string, string>, request: ChooseRequest, whyNot: WhyNot[]): boolean {
  const why = passOver(repId, match, request);
  if (why !== null) whyNot.push({ repId, why });
  return why === null;
}
