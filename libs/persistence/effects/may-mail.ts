import type { EntityManager } from 'typeorm';
import type { Terms } from '../../domain/agreement/terms.js';
import type { Instant } from '../../domain/calendar/instant.js';
import { contactWindow } from '../../domain/contact/contact-window.js';
import { judgeMail } from '../../domain/contact/judge-mail.js';
import { isNurtureMail, type SendMessage } from '../../domain/lifecycle/effects.js';
import { mayNurture } from '../../domain/lifecycle/may-nurture.js';
import type { Stage } from '../../domain/lifecycle/moves.js';
import type { Profile } from '../../domain/scoring/evidence.js';
import { loadTerms } from '../agreements/load-terms.js';
import { LeadRow } from '../entities/lead-row.js';
import { LifeRow } from '../entities/life-row.js';
import { isBounced } from './is-bounced.js';
import { nurtureSends } from './nurture-sends.js';
import type { Release } from './release.js';

/**
 * Whether a message may go to the lead at this moment. Asked under the lead's lock, so that a withdrawal that came first is heard and two mails at
 * once can't both be the last one of the cap. Marketing needs a consent that was given; an answer to what the lead asked for needs that none was
 * withdrawn. Neither goes to an address that has bounced.
 */
export async function mayMail(manager: EntityManager, leadId: string, effect: SendMessage): Promise<Release> {
  const lead = await manager.findOneOrFail(LeadRow, { where: { leadId }, lock: { mode: 'for_no_key_update' } });
  if (lead.mergedInto !== null) return skip('lead.merged');
  const { email } = lead.consent as { email?: { given: boolean; at: string | number } };
  if (email?.given === false) return skip('consent.withdrawn');
  if (email === undefined && isNurtureMail(effect)) return skip('consent.none');
  if (await isBounced(manager, lead, new Date(email?.at ?? 0))) return skip('mail.bounced');
  return isNurtureMail(effect) ? mayNurtureNow(manager, lead, effect, Date.now()) : { do: 'go' };
}

async function mayNurtureNow(manager: EntityManager, lead: LeadRow, effect: SendMessage, now: Instant): Promise<Release> {
  const { stage, agreementVersion } = await manager.findOneOrFail(LifeRow, {
    where: { leadId: lead.leadId },
    select: { leadId: true, stage: true, agreementVersion: true },
  });
  const terms = await loadTerms(manager, agreementVersion);
  if (!mayNurture(stage as Stage, terms)) return skip('lead.not_nurtured');
  const verdict = judgeMail({
    dueAt: effect.dueAt ?? now,
    now,
    contact: terms.contact,
    window: contactWindow(lead.profile as Profile, terms.contact),
    others: await othersSent(manager, lead.leadId, effect, terms, now),
  });
  return { do: verdict.do === 'go' ? 'go' : 'postpone' };
}

async function othersSent(
  manager: EntityManager,
  leadId: string,
  { key }: SendMessage,
  { contact }: Terms,
  now: Instant,
): Promise<Instant[]> {
  if (contact.cap === null) return [];
  const sent = await nurtureSends(manager, leadId, now - contact.cap.perMs);
  // Another worker's clock may be ahead of ours: what has gone has gone.
  return sent.filter((mail) => mail.key !== key).map(({ at }) => Math.min(at, now));
}

const skip = (why: string): Release => ({ do: 'skip', why });
