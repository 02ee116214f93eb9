import { CancellationScope, condition, continueAsNew, proxySinks } from '@temporalio/workflow';
import type { LeadEnd, LeadLifecycleInput } from '../../libs/messages/lead-lifecycle.js';
import type { WorkerSinks } from '../../libs/messages/worker-sinks.js';
import { createAlarm } from './alarm.js';
import { tellBiography } from './biography.js';
import { carry, end, hasEnded, nextWake, resume, wantsNewRun, type LeadRun } from './carry.js';
import { perform } from './effects.js';
import { listen } from './listen.js';
import { takeTurn } from './turn.js';

const { failpoints } = proxySinks<WorkerSinks>();

/**
 * One lead's life. This file is wiring: what happens is decided by turns, inside Postgres transactions, and comes back as events.
 * The loop can't be cancelled: a cancellation from outside is one more input, which makes the lead stuck, never dead.
 */
export async function leadLifecycle(input: LeadLifecycleInput): Promise<LeadEnd> {
  const lead = resume(input);
  const inbox = listen(lead); // every handler, before the first await
  const alarm = createAlarm();
  tellBiography(lead);
  return CancellationScope.nonCancellable(async () => {
    for (;;) {
      alarm.setFor(nextWake(lead));
      await condition(() => inbox.hasInput() || alarm.isDue() || (inbox.isQuiet() && (hasEnded(lead) || wantsNewRun(lead))));
      if (alarm.isDue()) inbox.put({ kind: 'due', at: alarm.silence() });
      if (inbox.hasInput()) {
        for (const effect of await takeTurn(lead, inbox)) inbox.during(perform(lead.leadId, effect)); // beside the loop
      } else if (inbox.isQuiet()) {
        return hasEnded(lead) ? end(lead) : giveWay(lead);
      }
    }
  });
}

function giveWay(lead: LeadRun): Promise<never> {
  failpoints.runCarried();
  return continueAsNew<typeof leadLifecycle>(carry(lead));
}
