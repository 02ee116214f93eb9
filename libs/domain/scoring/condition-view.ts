import type { ConditionView } from '../agreement/hold.js';
import { profileField } from '../agreement/profile-field.js';
import type { Terms } from '../agreement/terms.js';
import type { Evidence } from './evidence.js';
import type { Channel } from './standing.js';

/** What conditions see of a lead who it is: its profile, its consent and the team's lists. Fit is judged by these alone. */
export function profileView(evidence: Evidence, terms: Terms): ConditionView {
  return {
    field: (path) => profileField(evidence.profile, path, terms),
    consent: (channel) => hasConsent(evidence, channel),
    inList: (list, value) => isInList(evidence, list, value),
    signal: () => false,
    band: '',
    buyerStage: 'attention',
  };
}

export const hasConsent = ({ consent }: Evidence, channel: Channel): boolean => consent[channel]?.given === true;

/** `value` comes lower-cased, as the team's lists are. */
export const isInList = ({ lists }: Evidence, list: string, value: string): boolean => Object.hasOwn(lists[list] ?? {}, value);
