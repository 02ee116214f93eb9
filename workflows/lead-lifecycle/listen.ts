import { CancellationScope, defineQuery, defineSignal, defineUpdate, setHandler, uuid4 } from '@temporalio/workflow';
import type { LeadCommand } from '../../libs/domain/lifecycle/commands.js';
import type { Answer } from '../../libs/domain/lifecycle/turn.js';
import type { LeadStatus, RetryAnswer, Ring } from '../../libs/messages/lead-lifecycle.js';
import {
  commandUpdate,
  reprojectSignal,
  retrySignal,
  retryUpdate,
  ringSignal,
  statusQuery,
} from '../../libs/messages/lead-lifecycle.js';
import { statusOf, stuckOf } from './biography.js';
import type { LeadRun } from './carry.js';
import { createInbox, type Inbox } from './inbox.js';
import { refuseMalformed } from './refuse-malformed.js';

const ring = defineSignal<[Ring]>(ringSignal);
const retry = defineSignal(retrySignal);
const reproject = defineSignal(reprojectSignal);
const command = defineUpdate<Answer, [LeadCommand]>(commandUpdate);
const retryNow = defineUpdate<RetryAnswer>(retryUpdate);
const status = defineQuery<LeadStatus>(statusQuery);

/** Sets every handler of the lead's workflow; each puts an input. Call it before the first await: what comes without a handler is refused. */
export function listen(lead: LeadRun): Inbox {
  const inbox = createInbox();
  // A run without a state opens the lead before all else.
  if (lead.state === null) inbox.put({ kind: 'open', at: Date.now() });

  setHandler(ring, ({ upTo }) => inbox.put({ kind: 'ring', at: Date.now(), upTo }), {
    description: 'Facts up to number `upTo` are stored and may matter. Sent by the relay.',
  });
  setHandler(retry, () => inbox.put({ kind: 'retry', at: Date.now() }), {
    description: 'Tries again what made this lead stuck. Takes no argument; a batch can send it.',
  });
  setHandler(
    reproject,
    () => {
      lead.mayReproject = true;
      inbox.put({ kind: 'retry', at: Date.now() });
    },
    {
      description:
        'After Postgres was restored from a backup: goes on from what Postgres holds. Send it by `npm run baton -- reproject`.',
    },
  );
  setHandler(command, (asked) => inbox.ask(asked), {
    validator: refuseMalformed,
    description:
      'Asks this lead to change; answers once the change is stored. Send commands through the API, which also stores them.',
  });
  setHandler(retryNow, () => answerRetry(lead, inbox), {
    description: 'Tries again what made this lead stuck, and waits for the turn. Takes no argument.',
  });
  setHandler(status, () => statusOf(lead), {
    description: 'Where this lead stands: stage, holder, clocks, what is stuck, and when it wakes.',
  });
  // The loop itself goes on: a cancellation is one more input.
  CancellationScope.current().cancelRequested.catch(() => {
    lead.cancelHeard = true;
    inbox.put({ kind: 'cancelled', at: Date.now() });
  });
  return inbox;
}

async function answerRetry(lead: LeadRun, inbox: Inbox): Promise<RetryAnswer> {
  await inbox.ask({ id: uuid4(), kind: 'retry' });
  return { stage: lead.stage, stuck: stuckOf(lead) };
}
