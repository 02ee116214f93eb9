import type { Instant } from '../../domain/calendar/instant.js';
import { hashOfText, orderedJson } from '../body-hash.js';
import { checkFact } from './check-fact.js';
import { identitiesOf } from './identity.js';
import type { FactProblem, IncomingFact } from './incoming-fact.js';
import type { Named } from './place-leads.js';

/** A fact that can be stored, whose lead is not yet found. A batch waits as a list of these: one object, and nothing that it does not need. */
export interface GoodFact {
  id: string;
  kind: string;
  occurredAt: Instant;
  data: Record<string, unknown>;
  /** The same as JSON, which is what is stored. */
  dataJson: string;
  by: string | null;
  named: Named;
  /** Of what the sender told: the same id again must tell the same. */
  bodyHash: string;
}

export type CheckedFact = GoodFact | { problem: FactProblem };

/** What can be told of a fact without looking anything up: the fact ready to be stored, or why it is refused. `teller`: who tells it, whatever it says itself. */
export function checkIncoming(fact: IncomingFact, now: Instant, teller: string | null = null): CheckedFact {
  const problem = checkFact(fact, now);
  if (problem) return { problem: { ...problem, code: 'fact.malformed' } };
  const identities = identitiesOf(fact.lead);
  const [wrong] = identities.ok ? [] : identities.problems;
  if (wrong) return { problem: { ...wrong, path: `lead.${wrong.path}`, code: 'fact.malformed' } };
  const named = { identities: identities.ok ? identities.value : [], leadId: fact.lead.leadId?.toLowerCase() ?? null };
  if (named.leadId === null && named.identities.length === 0) return { problem: nameless };
  const { id, kind, occurredAt, data } = fact;
  const by = teller ?? fact.by ?? null;
  const dataJson = orderedJson(data);
  const bodyHash = hashOfText(bodyJson(dataJson, kind, named, occurredAt ?? null));
  return { id, kind, occurredAt: occurredAt ?? now, data, dataJson, by, named, bodyHash };
}

const nameless: FactProblem = {
  code: 'fact.malformed',
  path: 'lead',
  message: 'The fact names no lead.',
  cure: 'Send lead with one of leadId, externalId, email, phone or anonymousId.',
};

// What `orderedJson` makes of it all, and must stay so; by hand, as the data is most of it, and is JSON already.
function bodyJson(dataJson: string, kind: string, lead: Named, occurredAt: Instant | null): string {
  return `{"data":${dataJson},"kind":${JSON.stringify(kind)},"lead":${orderedJson(lead)},"occurredAt":${occurredAt}}`;
}
