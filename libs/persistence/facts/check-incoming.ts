import type { Instant } from '../../domain/calendar/instant.js';
import { bodyHash } from '../body-hash.js';
import { checkFact } from './check-fact.js';
import { identitiesOf } from './identity.js';
import type { FactProblem, IncomingFact } from './incoming-fact.js';
import type { Named } from './place-leads.js';

/** A fact that can be stored, whose lead is not yet found. */
export interface GoodFact {
  fact: IncomingFact & { occurredAt: Instant };
  named: Named;
  bodyHash: Buffer;
}

export type CheckedFact = GoodFact | { problem: FactProblem };

/** What can be told of a fact without looking anything up: the fact ready to be stored, or why it is refused. */
export function checkIncoming(fact: IncomingFact, now: Instant): CheckedFact {
  const problem = checkFact(fact, now);
  if (problem) return { problem: { ...problem, code: 'fact.malformed' } };
  const identities = identitiesOf(fact.lead);
  const [wrong] = identities.ok ? [] : identities.problems;
  if (wrong) return { problem: { ...wrong, path: `lead.${wrong.path}`, code: 'fact.malformed' } };
  const named = { identities: identities.ok ? identities.value : [], leadId: fact.lead.leadId?.toLowerCase() ?? null };
  if (named.leadId === null && named.identities.length === 0) return { problem: nameless };
  // Keys in order: what `bodyHash` need not put in order is hashed in half the time.
  const body = { data: fact.data, kind: fact.kind, lead: named, occurredAt: fact.occurredAt ?? null };
  return { fact: { ...fact, occurredAt: fact.occurredAt ?? now }, named, bodyHash: bodyHash(body) };
}

const nameless: FactProblem = {
  code: 'fact.malformed',
  path: 'lead',
  message: 'The fact names no lead.',
  cure: 'Send lead with one of leadId, externalId, email, phone or anonymousId.',
};
