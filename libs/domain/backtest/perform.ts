import type { Instant } from '../calendar/instant.js';
import { contactWindow } from '../contact/contact-window.js';
import { judgeMail } from '../contact/judge-mail.js';
import { isNurtureMail, type Effect } from '../lifecycle/effects.js';
import type { EffectOutcome } from '../lifecycle/inputs.js';
import { mayNurture } from '../lifecycle/may-nurture.js';
import type { House, HouseLead } from './house.js';

/** An outward act as it would end on a day on which all works: done at once, unless consent, hours or the cap forbid it. Nothing goes out. */
export function perform({ terms }: House, lead: HouseLead, effect: Effect, now: Instant): EffectOutcome {
  if (effect.kind !== 'sendMessage') return 'done';
  const { email } = lead.who.consent;
  if (email?.given === false) return 'skipped';
  if (!isNurtureMail(effect)) return 'done';
  if (email === undefined || !mayNurture(lead.state?.stage ?? 'inquiry', terms)) return 'skipped';
  const { key, dueAt = now } = effect;
  const others = lead.sent.filter((mail) => mail.key !== key).map(({ at }) => at);
  const window = contactWindow(lead.who.profile, terms.contact);
  if (judgeMail({ dueAt, now, contact: terms.contact, window, others }).do !== 'go') return 'postponed';
  lead.sent.push({ key, at: now });
  return 'done';
}
