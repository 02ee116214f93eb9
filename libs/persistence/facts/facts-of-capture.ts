import type { Instant } from '../../domain/calendar/instant.js';
import type { Profile } from '../../domain/scoring/evidence.js';
import { channels, type Channel } from '../../domain/scoring/standing.js';
import { identitiesOf, type LeadReference } from './identity.js';
import type { IncomingFact } from './incoming-fact.js';

/** A person who may buy, as a sender tells of them. `id` makes the capture safe to repeat. */
export interface Capture {
  id?: string;
  lead: Omit<LeadReference, 'leadId' | 'country'>;
  profile: Profile;
  consent: Partial<Record<Channel, boolean>>;
  source?: string;
  occurredAt?: Instant;
  /** The member who captures; absent: Baton itself. */
  by?: string;
}

/** A capture as facts: `captured` under the id, and `consent` for each channel that is spoken of. */
export function factsOfCapture(id: string, capture: Omit<Capture, 'id'>): IncomingFact[] {
  const { country } = capture.profile;
  const lead: LeadReference = { ...capture.lead, ...(typeof country === 'string' ? { country } : {}) };
  const { occurredAt, by } = capture;
  const shared = { lead, ...(occurredAt === undefined ? {} : { occurredAt }), ...(by === undefined ? {} : { by }) };
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
