import type { Consent, Profile } from './evidence.js';
import type { Fact } from './ledger.js';
import { mergeConsent, mergeProfiles } from './merge-profiles.js';

/** Who a lead is. */
export interface Who {
  profile: Profile;
  consent: Consent;
}

/**
 * Who the lead is after one more fact, if it is of the kinds that say so. A late profile fact counts as the newest word;
 * consent goes by when it was given.
 */
export function withFact({ profile, consent }: Who, { kind, data, occurredAt }: Pick<Fact, 'kind' | 'data' | 'occurredAt'>): Who {
  if (kind === 'profile_updated') return { profile: mergeProfiles(profile, data), consent };
  if (kind === 'captured') return { profile: mergeProfiles(profile, (data['profile'] ?? {}) as Profile), consent };
  if (kind !== 'consent') return { profile, consent };
  const word = { [String(data['channel'])]: { given: data['given'] === true, at: occurredAt } };
  return { profile, consent: mergeConsent(consent, word) };
}

/** Who the lead is by these facts alone, in order of their numbers. */
export function profileOf(facts: Fact[]): Who {
  return facts.reduce(withFact, { profile: {}, consent: {} });
}
