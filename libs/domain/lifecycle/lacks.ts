import { asksProfile } from '../agreement/asks-profile.js';
import { holds } from '../agreement/hold.js';
import type { Terms } from '../agreement/terms.js';
import type { Instant } from '../calendar/instant.js';
import type { Evidence } from '../scoring/evidence.js';
import { viewAt } from '../scoring/holds-at.js';

/** What a hand-off comes without: clauses of the requirements, of whatever stage, that ask the profile alone and that it does not meet. */
export function lacksOf(evidence: Evidence, terms: Terms, at: Instant): string[] {
  const view = viewAt(evidence, terms, at);
  const asked = Object.values(terms.requirements).flat();
  return asked.filter(({ when }) => asksProfile(when) && !holds(when, view)).map(({ clause }) => clause);
}
