import type { Consent, Profile } from './evidence.js';
import type { Fact } from './ledger.js';
import { mergeConsent, mergeProfiles } from './merge-profiles.js';

/** Who a lead is. */
export interface Who {
  profile: Profile;
  consent: Consent;
}

/** Whether facts of this kind say who the lead is. */
export const saysWho = (kind: string): boolean => kind === 'profile_updated' || kind === 'captured' || kind === 'consent';

/**
 * Who the lead is after one more fact, if it is of the kinds that say so. A late profile fact counts as the newest word;
 * consent goes by when it was given.
 */
export function withFact(who: Who, { kind, data, occurredAt }: Pick<Fact, 'kind' | 'data' | 'occurredAt'>): Who {
  if (!saysWho(kind)) return who;
  const { profile, consent } = who;
  if (kind === 'profile_updated') return { profile: mergeProfiles(profile, data), consent };
  if (kind === 'captured') return { profile: mergeProfiles(profile, (data['profile'] ?? {}) as Profile), consent };
  const word = { [String(data['channel'])]: { given: data['given'] === true, at: occurredAt } };
  return { profile, consent: mergeConsent(consent, word) };
}

/** Who the lead is by these facts alone, in order of their numbers. */
export function profileOf(facts: Fact[]): Who {
  return facts.reduce(withFact, { profile: {}, consent: {} });
}
