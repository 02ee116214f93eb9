import type { Condition } from '../agreement/conditions.js';
import { type ConditionView, holds } from '../agreement/hold.js';
import type { Terms } from '../agreement/terms.js';
import type { Instant } from '../calendar/instant.js';
import { bandOf } from './band-of.js';
import { buyerStageAt } from './buyer-stage-at.js';
import { conditionView } from './condition-view.js';
import type { Evidence } from './evidence.js';
import { engagementAt, fitOf } from './points-at.js';

/** Whether a condition holds for a lead at an instant. */
export const holdsAt = (condition: Condition, evidence: Evidence, terms: Terms, at: Instant): boolean =>
  holds(condition, viewAt(evidence, terms, at));

/** What conditions see of a lead at an instant. Take it once to try many conditions. */
export const viewAt = (evidence: Evidence, terms: Terms, at: Instant): ConditionView =>
  conditionView(evidence, terms, at, bandAt(evidence, terms, at), buyerStageAt(evidence, terms, at));

function bandAt(evidence: Evidence, terms: Terms, at: Instant): string {
  return bandOf(fitOf(evidence, terms), engagementAt(evidence, terms, at), terms.scoring.bands)?.band ?? '';
}
