import type { EntityManager } from 'typeorm';
import type { Terms } from '../../domain/agreement/terms.js';
import type { Instant } from '../../domain/calendar/instant.js';
import { contactWindow } from '../../domain/contact/contact-window.js';
import { isNurtureMail, urgencyOf, type Effect, type Urgency } from '../../domain/lifecycle/effects.js';
import { verdictOnReturn } from '../../domain/lifecycle/held.js';
import type { LeadState } from '../../domain/lifecycle/lead.js';
import type { Profile } from '../../domain/scoring/evidence.js';
import { loadTerms } from '../agreements/load-terms.js';

/** What would become of the held sends if their channel came back now. */
export interface ReturnPreview {
  perSecond: number;
  /** How long the paced return takes. */
  seconds: number;
  sends: Record<Urgency, Foreseen>;
}

/** `move`: put off to when hours, cap or lateness allow it. `skip`: too late for its policy, no longer wanted, or its hand-off is over. */
export interface Foreseen {
  send: number;
  move: number;
  skip: number;
}

interface Held {
  leadId: string;
  key: string;
  rank: number;
  heldAt: string;
  effect: Effect;
  state: LeadState;
  profile: Profile;
  emailGiven: boolean | null;
  merged: boolean;
}

interface Sent {
  key: string;
  at: Instant;
}

const pageSize = 500;

/** Decided by the rules that the release itself follows, each send at the instant when its turn would come. */
export async function previewOfReturn(
  manager: EntityManager,
  incidentId: string,
  perSecond: number,
  now: Instant,
): Promise<ReturnPreview> {
  const sends = { notice: nothing(), reminder: nothing(), nurture: nothing() };
  const mailed = new Map<string, Sent[]>();
  let count = 0;
  for (let last: Held | undefined; ;) {
    const page = await manager.query<Held[]>(heldQuery, [incidentId, pageSize, ...placeOf(last)]);
    const sent = await sentTo(manager, page, now);
    for (const held of page) {
      const goesAt = now + (count / perSecond) * 1_000;
      const others = [...(sent.get(held.leadId) ?? []), ...(mailed.get(held.leadId) ?? [])];
      const fate = fateOf(held, await loadTerms(manager, held.state.agreementVersion), others, goesAt);
      sends[urgencyOf(held.effect)][fate] += 1;
      if (fate === 'send' && isNurtureMail(held.effect)) mailed.set(held.leadId, [...others, { key: held.key, at: goesAt }]);
      count += 1;
    }
    last = page.at(-1);
    if (page.length < pageSize) return { perSecond, seconds: Math.ceil(count / perSecond), sends };
  }
}

const nothing = (): Foreseen => ({ send: 0, move: 0, skip: 0 });

/** In the order of their release. $1 incident, $2 limit, $3 to $6 the last one seen. */
export const heldQuery = `select effect.lead_id as "leadId", key, held_rank as rank, held_at::text as "heldAt", body as effect, life.state, lead.profile,
    (lead.consent->'email'->>'given')::boolean as "emailGiven", lead.merged_into is not null as merged
  from effect join life using (lead_id) join lead using (lead_id)
  where held_by = $1 and status = 'held' and effect.abandoned_by is null
    and (held_rank, held_at, effect.lead_id, key) > ($3, $4::timestamptz, $5::uuid, $6)
  order by held_rank, held_at, effect.lead_id, key limit $2`;

function placeOf(last: Held | undefined): unknown[] {
  if (last === undefined) return [-1, '-infinity', '00000000-0000-0000-0000-000000000000', ''];
  return [last.rank, last.heldAt, last.leadId, last.key];
}

function fateOf(held: Held, terms: Terms, sent: Sent[], now: Instant): keyof Foreseen {
  const { effect, state, profile, emailGiven, merged } = held;
  const isToLead = effect.kind === 'sendMessage';
  if (merged || (isToLead && emailGiven === false) || (isNurtureMail(effect) && emailGiven === null)) return 'skip';
  const contact = { window: contactWindow(profile, terms.contact), sent };
  const verdict = verdictOnReturn(state, effect, { terms, contact, now });
  if (verdict.do === 'go') return 'send';
  return verdict.do === 'postpone' ? 'move' : 'skip';
}

/** Nurture mails that went to these leads in the longest stretch that a cap may count. */
async function sentTo(manager: EntityManager, page: Held[], now: Instant): Promise<Map<string, Sent[]>> {
  const nurtured = page.filter(({ effect }) => isNurtureMail(effect));
  if (nurtured.length === 0) return new Map();
  const rows = await manager.query<{ lead_id: string; key: string; started_at: Date }[]>(
    `select lead_id, key, started_at from effect
     where lead_id = any($1) and kind = 'sendMessage' and status in ('sending', 'done', 'unknown') and started_at > $2
       and body->>'as' is distinct from 'answer'`,
    [nurtured.map(({ leadId }) => leadId), new Date(now - longestCapMs)],
  );
  const sent = new Map<string, Sent[]>();
  for (const { lead_id, key, started_at } of rows)
    sent.set(lead_id, [...(sent.get(lead_id) ?? []), { key, at: started_at.getTime() }]);
  return sent;
}

const longestCapMs = 400 * 86_400_000;
