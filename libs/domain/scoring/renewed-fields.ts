import { profileField } from '../agreement/profile-field.js';
import type { Terms } from '../agreement/terms.js';
import type { Fact } from './ledger.js';
import { withFact } from './profile-of.js';

/** Fields that a held cadence may wait for, and of which this fact says something. */
export function renewedFields(fact: Pick<Fact, 'kind' | 'data' | 'occurredAt'>, terms: Terms): string[] {
  if (terms.ringFields.length === 0) return [];
  const { profile } = withFact({ profile: {}, consent: {} }, fact);
  return terms.ringFields.filter((field) => profileField(profile, field, terms) !== undefined);
}
