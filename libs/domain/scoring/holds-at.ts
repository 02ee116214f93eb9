import type { Condition } from '../agreement/conditions.js';
import { type ConditionView, holds } from '../agreement/hold.js';
import { profileField } from '../agreement/profile-field.js';
import type { Terms } from '../agreement/terms.js';
import type { Instant } from '../calendar/instant.js';
import { bandOf } from './band-of.js';
import { buyerStageAt } from './buyer-stage-at.js';
import { hasConsent, isInList } from './condition-view.js';
import type { Evidence } from './evidence.js';
import { engagementAt, fitOf } from './points-at.js';
import { signalHolds } from './signal-holds.js';
import type { BuyerStage, Channel } from './standing.js';

/** Whether a condition holds for a lead at an instant. */
export const holdsAt = (condition: Condition, evidence: Evidence, terms: Terms, at: Instant): boolean =>
  holds(condition, viewAt(evidence, terms, at));

/**
 * What conditions see of a lead at an instant. Take it once to try many conditions: band and buyer stage are read when first asked for, and kept.
 * `fit`: the lead's, where it is known.
 */
export const viewAt = (evidence: Evidence, terms: Terms, at: Instant, fit?: number): ConditionView =>
  new LeadView(evidence, terms, at, fit);

// A class, since a view is taken for every fact: its methods are made once.
class LeadView implements ConditionView {
  private knownBand: string | null = null;
  private knownStage: BuyerStage | null = null;

  constructor(
    private readonly evidence: Evidence,
    private readonly terms: Terms,
    private readonly at: Instant,
    private readonly fit: number | undefined,
  ) {}

  field(path: string): unknown {
    return profileField(this.evidence.profile, path, this.terms);
  }

  consent(channel: Channel): boolean {
    return hasConsent(this.evidence, channel);
  }

  inList(list: string, value: string): boolean {
    return isInList(this.evidence, list, value);
  }

  signal(id: string): boolean {
    return signalHolds(id, this.evidence, this.terms, this.at);
  }

  get band(): string {
    return (this.knownBand ??= bandAt(this.evidence, this.terms, this.at, this.fit));
  }

  get buyerStage(): BuyerStage {
    return (this.knownStage ??= buyerStageAt(this.evidence, this.terms, this.at));
  }
}

function bandAt(evidence: Evidence, terms: Terms, at: Instant, fit = fitOf(evidence, terms)): string {
  return bandOf(fit, engagementAt(evidence, terms, at), terms.scoring.bands)?.band ?? '';
}
