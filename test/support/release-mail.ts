import type { Terms } from '../../libs/domain/agreement/terms.js';
import type { Instant } from '../../libs/domain/calendar/instant.js';
import { contactWindow } from '../../libs/domain/contact/contact-window.js';
import { judgeMail } from '../../libs/domain/contact/judge-mail.js';
import type { SendMessage } from '../../libs/domain/lifecycle/effects.js';
import { mayNurture } from '../../libs/domain/lifecycle/may-nurture.js';
import type { Stage } from '../../libs/domain/lifecycle/moves.js';
import type { Consent, Profile } from '../../libs/domain/scoring/evidence.js';

/** What the release of a mail looks at, held in memory. */
export interface Releasing {
  now: Instant;
  stage: Stage;
  terms: Terms;
  profile: Profile;
  consent: Consent;
  sent: { key: string; at: Instant }[];
}

/** As libs/persistence/effects/may-mail.ts does it on rows. */
export function releaseMail(mail: SendMessage, lead: Releasing): 'go' | 'skipped' | 'postponed' {
  const { now, stage, terms, profile, consent, sent } = lead;
  if (consent.email?.given !== true || !mayNurture(stage, terms)) return 'skipped';
  const others = sent.filter(({ key }) => key !== mail.key).map(({ at }) => at);
  const window = contactWindow(profile, terms.contact);
  const verdict = judgeMail({ dueAt: mail.dueAt ?? now, now, contact: terms.contact, window, others });
  return verdict.do === 'go' ? 'go' : 'postponed';
}
