import {
  CancellationScope,
  defineQuery,
  defineSignal,
  defineUpdate,
  log,
  setDefaultSignalHandler,
  setHandler,
  uuid4,
} from '@temporalio/workflow';
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

const ring = defineSignal<[unknown]>(ringSignal);
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

  setHandler(ring, (told) => hearRing(inbox, told), {
    description: 'Facts up to number `upTo` are stored and may matter. Sent by the relay.',
  });
  // Without a handler a signal that nobody knows would be kept for as long as the run lasts.
  setDefaultSignalHandler(() => ignore('signal.unknown'));
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

// Whoever can reach Temporal can send a signal; one that throws would stop the lead.
function hearRing(inbox: Inbox, told: unknown): void {
  if (isRing(told)) inbox.put({ kind: 'ring', at: Date.now(), upTo: told.upTo });
  else ignore('ring.malformed');
}

const isRing = (told: unknown): told is Ring =>
  typeof told === 'object' && told !== null && 'upTo' in told && Number.isSafeInteger(told.upTo) && Number(told.upTo) >= 0;

const ignore = (code: string): void => log.warn('a signal was ignored', { code });

async function answerRetry(lead: LeadRun, inbox: Inbox): Promise<RetryAnswer> {
  await inbox.ask({ id: uuid4(), kind: 'retry' });
  return { stage: lead.stage, stuck: stuckOf(lead) };
}
