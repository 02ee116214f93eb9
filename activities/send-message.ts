import type { SendMessage } from '../libs/domain/lifecycle/effects.js';
import type { Performed, PerformRequest } from '../libs/messages/activities.js';
import { loadMessage, mayMail } from '../libs/persistence/effects/load-message.js';
import { fillIn } from './letters/fill-in.js';
import { mailOnce } from './mail-once.js';
import type { Outside } from './outside.js';

/** Sends a message of the team to the lead, once. Skipped without an address, and without consent at the moment of release. */
export const sendMessage =
  (outside: Outside) =>
  ({ leadId, effect }: PerformRequest<SendMessage>): Promise<Performed> =>
    mailOnce(outside, {
      leadId,
      key: effect.key,
      write: async (manager) => {
        const { to, subject, text, field } = await loadMessage(manager, leadId, effect.message);
        return to === null ? null : { to, subject: fillIn(subject, field), text: fillIn(text, field) };
      },
      mayRelease: (manager) => mayMail(manager, leadId),
    });
