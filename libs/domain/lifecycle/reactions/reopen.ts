import type { Condition } from '../../agreement/conditions.js';
import { type ConditionView, holds } from '../../agreement/hold.js';
import type { Terms } from '../../agreement/terms.js';
import type { Instant } from '../../calendar/instant.js';
import type { Baseline } from '../../scoring/evidence.js';
import { viewAt } from '../../scoring/holds-at.js';
import { evidenceOf } from '../evidence-of.js';
import type { LeadState } from '../lead.js';
import type { Stage } from '../moves.js';
import type { Context, Story } from '../story.js';
import { takeVersion } from '../version/take-version.js';
import { kindsIn, newestEvidence } from './occurred.js';

/** An end is not deaf: the agreement may bring a lost or disqualified lead back, on what came after its end. */
export function reopen(story: Story, context: Context): void {
  const { state } = story;
  const { terms, now } = context;
  const rule = wayBack(state.stage, terms);
  // By the instant of its end nothing has come since, though the turn may know of more.
  if (rule === null || now <= state.stageSinceAt) return;
  const view = viewSince(state, state.stageSinceAt, context);
  if (!holds(rule.when, view) || !hasNews(state, rule.when, context)) return;
  // Whom the agreement would disqualify again at once stays out, or the lead would go round in a circle.
  if (terms.disqualify.some(({ when }) => holds(when, view))) return;
  const { keepLastRep, clause } = rule;
  const baseline = baselineOf(state, state.stageSinceAt);
  story.add(
    { kind: 'LeadReopened', at: now, from: state.stage, baseline, keepLastRep, clause },
    { kind: 'StageChanged', at: now, from: state.stage, to: 'nurturing', why: 'reopened', clause },
  );
  takeVersion(story, 'reopened', context);
}

/** What the event of an end says, if that is one of which the lead may be brought back: whether what would do so holds already. */
export function endMark(state: LeadState, to: Stage, context: Context): { reopenHeld?: true } {
  const rule = wayBack(to, context.terms);
  return rule !== null && holds(rule.when, viewSince(state, context.now, context)) ? { reopenHeld: true } : {};
}

function wayBack(stage: Stage, { reopen: rule }: Terms): Terms['reopen'] {
  return rule !== null && (rule.from as readonly Stage[]).includes(stage) ? rule : null;
}

// What held already when the lead ended is no news: then something of what is asked for must have come since.
function hasNews({ reopenHeld, stageSinceAt }: LeadState, when: Condition, context: Context): boolean {
  if (reopenHeld !== true || newestEvidence(when, context) > stageSinceAt) return true;
  const words = kindsIn(when).has('consent') ? Object.values(context.world.evidence.consent) : [];
  return words.some(({ at }) => at > stageSinceAt);
}

/** What conditions see of a lead that ended at `endedAt`, of whose signals only those since count. */
const viewSince = (state: LeadState, endedAt: Instant, context: Context): ConditionView =>
  viewAt({ ...evidenceOf(state, context), baseline: baselineOf(state, endedAt) }, context.terms, context.now);

const baselineOf = ({ baseline }: LeadState, endedAt: Instant): Baseline => ({
  ...(baseline ?? { rules: {}, seq: 0 }),
  at: endedAt,
});
