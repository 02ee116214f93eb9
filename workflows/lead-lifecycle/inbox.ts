import {
  allHandlersFinished,
  CancellationScope,
  defineQuery,
  defineSignal,
  defineUpdate,
  setHandler,
  Trigger,
  uuid4,
} from '@temporalio/workflow';
import type { LeadCommand } from '../../libs/domain/lifecycle/commands.js';
import type { LeadInput } from '../../libs/domain/lifecycle/inputs.js';
import type { Answer } from '../../libs/domain/lifecycle/turn.js';
import type { LeadStatus, RetryAnswer, Ring } from '../../libs/messages/lead-lifecycle.js';
import { commandUpdate, retrySignal, retryUpdate, ringSignal, statusQuery } from '../../libs/messages/lead-lifecycle.js';
import { statusOf, stuckOf } from './biography.js';
import type { LeadRun } from './carry.js';
import { refuseMalformed } from './refuse-malformed.js';

/** What has reached the lead and awaits a turn. */
export interface Inbox {
  put(input: LeadInput): void;
  hasInput(): boolean;
  /** All that waits, in the order it came. */
  take(): LeadInput[];
  /** Answers whoever waits for this command. */
  answer(answer: Answer): void;
  /** Runs an effect beside the loop; what it ends as is put. */
  during(effect: Promise<LeadInput>): void;
  /** Nothing waits, no handler is open, no effect is running: the run may end or give way to the next. */
  isQuiet(): boolean;
}

/** Sets every handler of the lead's workflow. Call it before the first await: what comes without a handler is refused. */
export function openInbox(lead: LeadRun): Inbox {
  let waiting: LeadInput[] = lead.state === null ? [{ kind: 'open', at: Date.now() }] : [];
  let running = 0;
  const asked = new Map<string, Trigger<Answer>>();

  const inbox: Inbox = {
    put(input) {
      waiting = [...withoutOlderRing(waiting, input), input];
    },
    hasInput: () => waiting.length > 0,
    take() {
      const taken = waiting;
      waiting = [];
      return taken;
    },
    answer(answer) {
      asked.get(answer.commandId)?.resolve(answer);
      asked.delete(answer.commandId);
    },
    during(effect) {
      running += 1;
      void effect.then((ended) => {
        running -= 1;
        inbox.put(ended);
      });
    },
    isQuiet: () => waiting.length === 0 && running === 0 && allHandlersFinished(),
  };

  /** The same command asked twice at once is one question. Non-cancellable: a cancelled lead still answers. */
  function ask(command: LeadCommand): Promise<Answer> {
    return CancellationScope.nonCancellable(async () => {
      const question = asked.get(command.id) ?? new Trigger<Answer>();
      if (!asked.has(command.id)) inbox.put({ kind: 'command', at: Date.now(), command });
      asked.set(command.id, question);
      return question;
    });
  }

  setHandler(defineSignal<[Ring]>(ringSignal), ({ upTo }) => inbox.put({ kind: 'ring', at: Date.now(), upTo }), {
    description: 'Facts up to number `upTo` are stored and may matter. Sent by the relay.',
  });
  setHandler(defineSignal(retrySignal), () => inbox.put({ kind: 'retry', at: Date.now() }), {
    description: 'Tries again what made this lead stuck. Takes no argument; a batch can send it.',
  });
  setHandler(defineUpdate<Answer, [LeadCommand]>(commandUpdate), ask, {
    validator: refuseMalformed,
    description:
      'Asks this lead to change; answers once the change is stored. Send commands through the API, which also stores them.',
  });
  const retryNow = async (): Promise<RetryAnswer> => {
    await ask({ id: uuid4(), kind: 'retry' });
    return { stage: lead.stage, stuck: stuckOf(lead) };
  };
  setHandler(defineUpdate<RetryAnswer>(retryUpdate), retryNow, {
    description: 'Tries again what made this lead stuck, and waits for the turn. Takes no argument.',
  });
  setHandler(defineQuery<LeadStatus>(statusQuery), () => statusOf(lead), {
    description: 'Where this lead stands: stage, holder, clocks, what is stuck, and when it wakes.',
  });
  // The loop itself goes on.
  CancellationScope.current().cancelRequested.catch(() => {
    lead.cancelHeard = true;
    inbox.put({ kind: 'cancelled', at: Date.now() });
  });
  return inbox;
}

// A ring says only how far the facts go, so the last one says it all.
const withoutOlderRing = (waiting: LeadInput[], input: LeadInput): LeadInput[] =>
  input.kind === 'ring' ? waiting.filter((other) => other.kind !== 'ring' || other.upTo > input.upTo) : waiting;
