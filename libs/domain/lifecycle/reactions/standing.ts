import { holds } from '../../agreement/hold.js';
import { assess } from '../../scoring/assess.js';
import { cameSince } from '../../scoring/signal-holds.js';
import { aida } from '../../scoring/standing.js';
import { evidenceOf, viewOf } from '../evidence-of.js';
import { hasEnded, type Stage } from '../moves.js';
import { sinceOpening } from '../sales-evidence.js';
import { letGo } from '../leave-sales.js';
import type { Context, Story } from '../story.js';
import { endMark } from './reopen.js';

/** Notes a new band or buyer stage. */
export function noteStanding(story: Story, context: Context): void {
  const { state } = story;
  const { band, buyerStage } = viewOf(state, context);
  if (band === state.band && buyerStage === state.buyerStage) return;
  const { fit, engagement } = assess(evidenceOf(state, context), context.terms, context.now);
  story.add({ kind: 'StandingChanged', at: context.now, band, buyerStage, fit: round(fit), engagement: round(engagement) });
}

const round = (points: number): number => Math.round(points * 100) / 100;

/** The seller's cycle moves forward on evidence since the hand-off opened, never back. */
export function noteSellerStage(story: Story, { terms, world, now }: Context): void {
  const { handOff } = story.state;
  if (handOff === null) return;
  const reached = story.state.sellerStage === null ? -1 : aida.indexOf(story.state.sellerStage);
  for (const sellerStage of [...aida].reverse()) {
    const signal = terms.sellerStage[sellerStage]?.find((id) => sinceOpening(world, id, handOff).length > 0);
    if (signal === undefined || aida.indexOf(sellerStage) <= reached) continue;
    return story.add({ kind: 'SellerStageReached', at: now, sellerStage, signal });
  }
}

const beforeSales: readonly Stage[] = ['inquiry', 'nurturing'];

// Some leads will never buy: the agreement names them, and they are out before sales ever sees them.
export function disqualify(story: Story, context: Context): void {
  const { stage } = story.state;
  if (!beforeSales.includes(stage)) return;
  const view = viewOf(story.state, context);
  const rule = context.terms.disqualify.find(({ when }) => holds(when, view));
  if (rule === undefined) return;
  const { reason: why, clause } = rule;
  const mark = endMark(story.state, 'disqualified', context);
  story.add({ kind: 'StageChanged', at: context.now, from: stage, to: 'disqualified', why, clause, ...mark });
}

/** The identity rule has joined this lead to another: its own life is over, and a rep who held it has a seat for the next. */
export function merge(story: Story, context: Context): void {
  const { world, now } = context;
  const { stage } = story.state;
  if (world.mergedIntoLeadId === null || stage === 'merged' || stage === 'erased' || stage === 'customer') return;
  const why = 'joined to a known lead';
  story.add({ kind: 'LeadMerged', at: now, intoLeadId: world.mergedIntoLeadId });
  letGo(story, why, context);
  story.add({ kind: 'StageChanged', at: now, from: stage, to: 'merged', why });
}

/** A resting lead wakes early when one of the signals its outcome names has come since. Its end by date is a deadline. */
export function wakeFromRest(story: Story, { world, terms, now }: Context): void {
  const { rest } = story.state;
  if (rest === null) return;
  // Without a date there is nothing to rest for: only the fresh start remains.
  if (rest.untilAt === null) return story.add({ kind: 'RestEnded', at: now, why: 'due', signal: null });
  const signal = rest.wakes.find((id) => cameSince(id, world.evidence, terms, rest.sinceAt));
  if (signal !== undefined) story.add({ kind: 'RestEnded', at: now, why: 'signal', signal });
}

/** An ended lead has nothing left to do outside: what waits or is stuck is dropped. */
export function dropAtEnd(story: Story, now: number): void {
  if (!hasEnded(story.state.stage)) return;
  for (const { effect, status } of story.state.effects) {
    if (status !== 'running')
      story.add({ kind: 'EffectDropped', at: now, key: effect.key, why: `the lead is ${story.state.stage}` });
  }
}
