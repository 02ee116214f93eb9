import { unsubscribeToken } from '../libs/channels/unsubscribe-token.js';
import { isNurtureMail, type SendMessage } from '../libs/domain/lifecycle/effects.js';
import type { Performed, PerformRequest } from '../libs/messages/activities.js';
import { loadMessage } from '../libs/persistence/effects/load-message.js';
import { mayMail } from '../libs/persistence/effects/may-mail.js';
import { storeBounce } from '../libs/persistence/facts/store-bounce.js';
import { letterToLead } from './letters/letter-to-lead.js';
import { mailOnce } from './mail-once.js';
import type { Outside } from './outside.js';

/**
 * Sends a message of the team to the lead, once: if consent, hours and cap allow it at the moment of release, and if every placeholder can be
 * filled in. An address that refuses it for good is marked, and the mail has ended: there is nothing that ops could retry.
 */
export const sendMessage =
  (outside: Outside) =>
  ({ leadId, effect }: PerformRequest<SendMessage>): Promise<Performed> =>
    mailOnce(outside, {
      leadId,
      key: effect.key,
      write: async (manager) =>
        letterToLead(await loadMessage(manager, leadId, effect.message), linkFor(outside, leadId, effect)),
      mayRelease: (manager) => mayMail(manager, leadId, effect),
      bounced: (address) => storeBounce(outside.source, { leadId, key: effect.key, address }, Date.now()),
    });

/** Marketing bears a way out; an answer to what the lead asked for is no marketing. */
function linkFor({ publicUrl, unsubscribeSecret }: Outside, leadId: string, effect: SendMessage): string | null {
  if (!isNurtureMail(effect)) return null;
  return `${publicUrl}/v1/unsubscribe/${unsubscribeToken({ leadId, channel: 'email' }, unsubscribeSecret)}`;
}
