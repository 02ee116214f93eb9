import type { ConditionView } from '../agreement/hold.js';
import { profileField } from '../agreement/profile-field.js';
import type { Terms } from '../agreement/terms.js';
import type { Instant } from '../calendar/instant.js';
import type { Evidence } from './evidence.js';
import { signalHolds } from './signal-holds.js';
import type { BuyerStage } from './standing.js';

/** What conditions see of a lead who it is: its profile, its consent and the team's lists. Fit is judged by these alone. */
export function profileView(evidence: Evidence, terms: Terms): ConditionView {
  return {
    field: (path) => profileField(evidence.profile, path, terms),
    consent: (channel) => evidence.consent[channel]?.given === true,
    inList: (list, value) => Object.hasOwn(evidence.lists[list] ?? {}, value),
    signal: () => false,
    band: '',
    buyerStage: 'attention',
  };
}

/** All that conditions see of a lead at an instant. Band and buyer stage are given, since they are read once for many conditions. */
export function conditionView(
  evidence: Evidence,
  terms: Terms,
  at: Instant,
  band: string,
  buyerStage: BuyerStage,
): ConditionView {
  return { ...profileView(evidence, terms), signal: (id) => signalHolds(id, evidence, terms, at), band, buyerStage };
}
