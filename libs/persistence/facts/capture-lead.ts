import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { Instant } from '../../domain/calendar/instant.js';
import type { Profile } from '../../domain/scoring/evidence.js';
import { channels, type Channel } from '../../domain/scoring/standing.js';
import { inTransaction } from '../in-transaction.js';
import { appendAll } from './append-facts.js';
import { identitiesOf, type LeadReference } from './identity.js';
import { FactRefused, type FactProblem, type IncomingFact } from './incoming-fact.js';
import type { IdentityConflict } from './place-leads.js';

/** A person who may buy, as a sender tells of them. `id` makes the capture safe to repeat. */
export interface Capture {
  id?: string;
  lead: Omit<LeadReference, 'leadId' | 'country'>;
  profile: Profile;
  consent: Partial<Record<Channel, boolean>>;
  source?: string;
  occurredAt?: Instant;
}

export type Captured =
  { ok: true; leadId: string; created: boolean; conflicts: IdentityConflict[] } | { ok: false; problem: FactProblem };

/** Captures one lead: who it is, a `captured` fact and a `consent` fact for each channel, all or nothing. */
export async function captureLead(source: DataSource, capture: Capture, now: Instant): Promise<Captured> {
  const facts = factsOf(capture);
  try {
    const appended = await inTransaction(source, (manager) => appendAll(manager, facts, now));
    const [lead] = appended.leads;
    if (!lead) throw new Error('A capture that was not refused has no lead: appendFacts must place every good fact.');
    return { ok: true, ...lead, conflicts: appended.conflicts };
  } catch (error) {
    if (error instanceof FactRefused) return { ok: false, problem: error.problem };
    throw error;
  }
}

function factsOf(capture: Capture): IncomingFact[] {
  const id = capture.id ?? randomUUID();
  const { country } = capture.profile;
  const lead: LeadReference = { ...capture.lead, ...(typeof country === 'string' ? { country } : {}) };
  const shared = { lead, ...(capture.occurredAt === undefined ? {} : { occurredAt: capture.occurredAt }) };
  const data = { source: capture.source ?? null, profile: { ...capture.profile, ...addresses(lead) }, consent: capture.consent };
  const consents = channels.flatMap((channel) => {
    const given = capture.consent[channel];
    return given === undefined ? [] : [{ ...shared, id: `${id}:consent:${channel}`, kind: 'consent', data: { channel, given } }];
  });
  return [{ ...shared, id, kind: 'captured', data }, ...consents];
}

/** E-mail and phone are part of who the lead is, in their normal form. */
function addresses(lead: LeadReference): Profile {
  const identities = identitiesOf(lead);
  if (!identities.ok) return {};
  return Object.fromEntries(
    identities.value.filter(({ kind }) => kind === 'email' || kind === 'phone').map(({ kind, value }) => [kind, value]),
  );
}
