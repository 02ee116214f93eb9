import type { TellManager } from '../libs/domain/lifecycle/effects.js';
import type { Performed, PerformRequest } from '../libs/messages/activities.js';
import { loadNotice } from '../libs/persistence/effects/load-notice.js';
import { letterToManager } from './letters/letter-to-manager.js';
import { mailOnce } from './mail-once.js';
import type { Outside } from './outside.js';

/** Tells a rep's manager that a clock ran out, once. Skipped when the team names no manager. */
export const tellManager =
  (outside: Outside) =>
  ({ leadId, effect }: PerformRequest<TellManager>): Promise<Performed> =>
    mailOnce(outside, {
      leadId,
      key: effect.key,
      write: async (manager) => {
        const notice = await loadNotice(manager, leadId, effect.repId, effect.handOff);
        const to = notice?.rep.managerEmail ?? null;
        return notice === null || to === null
          ? { skip: 'notice.nobody' }
          : { to, ...letterToManager(effect, notice, outside.publicUrl) };
      },
    });
