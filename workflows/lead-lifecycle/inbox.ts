import { allHandlersFinished, CancellationScope, Trigger } from '@temporalio/workflow';
import type { LeadCommand } from '../../libs/domain/lifecycle/commands.js';
import type { LeadInput } from '../../libs/domain/lifecycle/inputs.js';
import type { Answer } from '../../libs/domain/lifecycle/turn.js';

/** What has reached the lead and awaits a turn. */
export interface Inbox {
  put(input: LeadInput): void;
  hasInput(): boolean;
  /** All that waits, in the order it came. */
  take(): LeadInput[];
  /** Puts a command and waits for its answer, also while the lead is cancelled. The same command asked twice at once is one question. */
  ask(command: LeadCommand): Promise<Answer>;
  /** Answers whoever waits for this command. */
  answer(answer: Answer): void;
  /** Runs an effect beside the loop; what it ends as is put. */
  during(effect: Promise<LeadInput>): void;
  /** Nothing waits, no handler is open, no effect is running: the run may end or give way to the next. */
  isQuiet(): boolean;
}

export function createInbox(): Inbox {
  let waiting: LeadInput[] = [];
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
    ask(command) {
      return CancellationScope.nonCancellable(async () => {
        const question = asked.get(command.id) ?? new Trigger<Answer>();
        if (!asked.has(command.id)) inbox.put({ kind: 'command', at: Date.now(), command });
        asked.set(command.id, question);
        return question;
      });
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
  return inbox;
}

// A ring says only how far the facts go, so the furthest says it all.
function withoutOlderRing(waiting: LeadInput[], input: LeadInput): LeadInput[] {
  return input.kind === 'ring' ? waiting.filter((other) => other.kind !== 'ring' || other.upTo > input.upTo) : waiting;
}
