import type { OutcomeRule } from '../agreement/terms.js';
import { profileField } from '../agreement/profile-field.js';
import { businessInstant } from '../calendar/business-instant.js';
import type { Instant } from '../calendar/instant.js';
import { takeBaseline } from '../scoring/take-baseline.js';
import { dropMootEffects, release } from './assign.js';
import { meetClocks, stopClocks } from './clocks.js';
import type { Stage } from './moves.js';
import { endMark } from './reactions/reopen.js';
import { startTrackNamed } from './reactions/track.js';
import type { Context, Story } from './story.js';
import { takeVersion } from './version/take-version.js';

/** Sales gives the lead up, or wins it: clocks end, the seat is free, the cadence is over, and the lead moves on. */
export function leaveSales(story: Story, to: Stage, why: string, clause: string, context: Context): void {
  const { now } = context;
  const { stage } = story.state;
  meetClocks(story, 'outcome', now, context);
  letGo(story, why, context);
  story.add({ kind: 'StageChanged', at: now, from: stage, to, why, clause, ...endMark(story.state, to, context) });
  dropMootEffects(story, why, context);
}

/** Nobody at sales owes the lead anything any more: clocks stop, the cadence is over, the seat is free. */
export function letGo(story: Story, why: string, context: Context): void {
  const { now } = context;
  const { cadence } = story.state;
  stopClocks(story, why, now);
  if (cadence !== null) story.add({ kind: 'CadenceEnded', at: now, cadence: cadence.cadence, handOff: cadence.handOff, why });
  release(story, why, context);
}

/**
 * Not now: the lead goes back to nurturing and rests. After more returns than the agreement allows it is lost instead.
 * `nextContactAt` is what the rep said; it wins over the agreement's own date.
 */
export function recycle(story: Story, rule: OutcomeRule, nextContactAt: Instant | null, context: Context): void {
  const { terms, now } = context;
  const recycles = story.state.recycles + 1;
  if (terms.recycle.atMost !== null && recycles > terms.recycle.atMost) {
    return leaveSales(story, 'lost', 'recycled too often', 'recycle.atMost', context);
  }
  leaveSales(story, 'nurturing', rule.reason, rule.clause, context);
  const fresh = takeVersion(story, 'recycle', context);
  story.add({
    kind: 'LeadRecycled',
    at: now,
    recycle: recycles,
    untilAt: nextContactAt ?? restUntil(rule, context),
    wakes: rule.wakes,
    track: rule.track,
    baseline: fresh.terms.recycle.counts === 'fresh' ? takeBaseline(fresh.world.evidence.ledger, now) : null,
    clause: rule.clause,
  });
  if (rule.track !== null) startTrackNamed(story, rule.track, fresh);
}

function restUntil({ until }: OutcomeRule, { terms, world, now }: Context): Instant | null {
  if (until === null) return null;
  if ('span' in until) return businessInstant(null, now, until.span);
  const date = Date.parse(String(profileField(world.evidence.profile, until.field, terms) ?? ''));
  return Number.isNaN(date) ? null : date;
}
