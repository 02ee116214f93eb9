import type { ConditionView } from '../agreement/hold.js';
import type { Terms } from '../agreement/terms.js';
import type { Instant } from '../calendar/instant.js';
import type { Baseline, Evidence } from '../scoring/evidence.js';
import { viewAt } from '../scoring/holds-at.js';
import type { LeadState } from './lead.js';
import type { Context } from './story.js';
import type { World } from './world.js';

/** What scoring reads for this lead: the world's evidence, the team's lists and the lead's own baseline. */
export function evidenceOf({ baseline }: LeadState, { world }: Context): Evidence {
  const { profile, consent, ledger } = world.evidence;
  return { profile, consent, ledger, lists: world.team.lists, baseline };
}

/** What conditions see of the lead now. */
export function viewOf(state: LeadState, context: Context): ConditionView {
  const { world, terms, now } = context;
  const last = lastViews.get(world);
  if (last !== undefined && last.baseline === state.baseline && last.terms === terms && last.now === now) return last.view;
  const view = viewAt(evidenceOf(state, context), terms, now);
  lastViews.set(world, { baseline: state.baseline, terms, now, view });
  return view;
}

// What follows from where a lead stands tries many conditions on one view: its score is added up once. A world is a turn's own, and never changes.
const lastViews = new WeakMap<World, { baseline: Baseline | null; terms: Terms; now: Instant; view: ConditionView }>();
