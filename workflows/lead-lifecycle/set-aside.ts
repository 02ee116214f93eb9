import type { LeadInput } from '../../libs/domain/lifecycle/inputs.js';
import type { Answer } from '../../libs/domain/lifecycle/turn.js';
import { turnFailedCode } from '../../libs/messages/lead-lifecycle.js';
import type { LeadRun } from './carry.js';
import type { Inbox } from './inbox.js';

/** A lead heals by itself when the fault is mended, though nobody sends `retry`. */
const slowRetryMs = 3_600_000;

/** Sets an input aside whose turn failed by a fault. Whoever waits for its answer is told now; `retry` takes it again. */
export function putAside(lead: LeadRun, inbox: Inbox, input: LeadInput): void {
  lead.setAside = [...lead.setAside.filter((other) => keyOf(other) !== keyOf(input)), input];
  lead.retryAt = Date.now() + slowRetryMs;
  // Its instant has gone by; from now on the slow retry stands for it.
  if (input.kind === 'due') lead.wakeAt = null;
  if (input.kind === 'command') inbox.answer(turnFailed(lead, input.command.id));
}

/** Puts what was set aside before `inputs`, if they ask for it or its hour has come. A repeated input replaces its older self. */
export function takeBack(lead: LeadRun, inputs: LeadInput[]): LeadInput[] {
  const keys = new Set(inputs.map(keyOf));
  const others = lead.setAside.filter((input) => !keys.has(keyOf(input)));
  const back = inputs.some((input) => asksForRetry(input) || isItsHour(lead, input));
  lead.setAside = back ? [] : others;
  if (lead.setAside.length === 0) lead.retryAt = null;
  return back ? [...others, ...inputs] : inputs;
}

const asksForRetry = (input: LeadInput): boolean =>
  input.kind === 'retry' || (input.kind === 'command' && input.command.kind === 'retry');

const isItsHour = ({ retryAt }: LeadRun, { kind }: LeadInput): boolean =>
  kind === 'due' && retryAt !== null && retryAt <= Date.now();

function keyOf(input: LeadInput): string {
  if (input.kind === 'command') return `command:${input.command.id}`;
  return input.kind === 'effectDone' || input.kind === 'effectFailed' ? `effect:${input.key}` : input.kind;
}

function turnFailed({ leadId, state, stage, lastTurn }: LeadRun, commandId: string): Answer {
  const message =
    'This command could not be decided because of a fault of ours. It is kept and will be tried again; nothing is lost.';
  return {
    commandId,
    applied: false,
    refusal: { code: turnFailedCode, message, details: {} },
    lead: {
      leadId,
      stage,
      repId: state?.repId ?? null,
      queue: state?.queue ?? null,
      handOff: state?.handOff?.number ?? null,
      sellerStage: state?.sellerStage ?? null,
      turn: state?.turn ?? lastTurn,
    },
  };
}
