import type { ContactTerms } from '../agreement/terms.js';
import type { Calendar } from '../calendar/calendar.js';
import type { Instant } from '../calendar/instant.js';
import { openingFrom } from '../calendar/openings.js';
import { shiftAfter } from '../calendar/shift-after.js';

/** A nurture mail of one lead, and the others that count beside it. */
export interface MailToJudge {
  /** The instant it is meant for. */
  dueAt: Instant;
  now: Instant;
  contact: ContactTerms;
  /** From contact-window.ts; null: at any hour. */
  window: Calendar | null;
  /** When the lead's other nurture mails went, or are planned to go. */
  others: Instant[];
}

export type Postponement = 'window' | 'cap' | 'late';
export type MailVerdict =
  { do: 'go'; lateMs: number } | { do: 'postpone'; untilAt: Instant; why: Postponement } | { do: 'skip'; lateMs: number };

/** Whether a mail may go now. The turn asks before it plans a mail, and the release once more, under the lead's lock. */
export function judgeMail(mail: MailToJudge): MailVerdict {
  const { dueAt, now, contact, window } = mail;
  const lateMs = Math.max(0, now - dueAt);
  const isLate = contact.late !== null && lateMs > contact.late.afterMs;
  if (isLate && contact.late?.do === 'skip') return { do: 'skip', lateMs };
  const next = isLate && contact.late?.do === 'nextWindow' && window !== null ? shiftAfter(window, now) : null;
  const at = allowedAt(mail, next ?? now);
  if (at === now) return { do: 'go', lateMs };
  return { do: 'postpone', untilAt: at, why: next !== null ? 'late' : at === inWindow(window, now) ? 'window' : 'cap' };
}

/** The first instant from `from` on that lies in the window and under the cap: no stretch of `per` ever holds more than `atMost` mails. */
function allowedAt(mail: MailToJudge, from: Instant): Instant {
  const { cap } = mail.contact;
  const at = inWindow(mail.window, from);
  if (cap === null) return at;
  const counted = mail.others.filter((other) => other > at - cap.perMs && other <= at).sort((a, b) => a - b);
  const freesAt = counted[counted.length - cap.atMost];
  return freesAt === undefined ? at : allowedAt(mail, freesAt + cap.perMs);
}

const inWindow = (window: Calendar | null, at: Instant): Instant =>
  window === null ? at : Math.max(at, openingFrom(window, at).from);
