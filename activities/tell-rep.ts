import { gapOf, type TellRep } from '../libs/domain/lifecycle/effects.js';
import type { Performed, PerformRequest } from '../libs/messages/activities.js';
import { loadAdvice } from '../libs/persistence/effects/load-advice.js';
import { loadNotice } from '../libs/persistence/effects/load-notice.js';
import { letterToRep } from './letters/letter-to-rep.js';
import { mailOnce } from './mail-once.js';
import type { Outside } from './outside.js';

/** Tells the rep who holds a lead: of the hand-off, of a clock that runs out, of the next planned touch, of a gap. Once each. */
export const tellRep =
  (outside: Outside) =>
  ({ leadId, effect }: PerformRequest<TellRep>): Promise<Performed> =>
    mailOnce(outside, {
      leadId,
      key: effect.key,
      write: async (manager) => {
        const notice = await loadNotice(manager, leadId, effect.repId, effect.handOff);
        const gap = gapOf(effect);
        const advice = gap === null ? null : await loadAdvice(manager, leadId, gap);
        return notice === null
          ? { skip: 'notice.nobody' }
          : { to: notice.rep.email, ...letterToRep(effect, notice, outside.publicUrl, advice) };
      },
    });
