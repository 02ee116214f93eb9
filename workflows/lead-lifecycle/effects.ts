import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities/index.js';
import type { Effect } from '../../libs/domain/lifecycle/effects.js';
import type { LeadInput } from '../../libs/domain/lifecycle/inputs.js';
import { failureTypes, type Performed } from '../../libs/messages/activities.js';
import { summaryOfEffect } from './biography.js';
import { codeOf, isWeather, readFailure } from './failures.js';

// One effect lasts at most 2 minutes in all, so that a run that wants to end need not wait long; longer waiting is a deadline in the lead's state.
const inAll = { startToCloseTimeout: '30s', scheduleToCloseTimeout: '2m' } as const;
const nonRetryableErrorTypes = [failureTypes.effectRefused];

// A rep's clock may already run: the next attempt comes soon.
const notices = proxyActivities<Pick<Activities, 'tellRep' | 'tellManager'>>({
  ...inAll,
  retry: { maximumAttempts: 3, initialInterval: '1s', backoffCoefficient: 3, nonRetryableErrorTypes },
});
// The lead can wait a little; a provider that asks for patience gets it.
const messages = proxyActivities<Pick<Activities, 'sendMessage'>>({
  ...inAll,
  retry: { maximumAttempts: 3, initialInterval: '5s', backoffCoefficient: 2, nonRetryableErrorTypes },
});

/** Does one effect, as an ordinary activity, and ends as the input of a later turn. Never rejects but for a bug. */
export async function perform(leadId: string, effect: Effect): Promise<LeadInput> {
  const { key } = effect;
  const begunAt = Date.now();
  try {
    const { outcome, why, at } = await start(leadId, effect);
    return { kind: 'effectDone', at: between(begunAt, at, Date.now()), key, outcome, ...(why === undefined ? {} : { why }) };
  } catch (error) {
    const failure = readFailure(error);
    return { kind: 'effectFailed', at: Date.now(), key, code: codeOf(failure, 'effect.fault'), weather: isWeather(failure) };
  }
}

// A worker's clock may differ from Temporal's; nothing is done before it was asked for.
function between(begunAt: number, doneAt: number | undefined, now: number): number {
  return doneAt === undefined ? now : Math.min(now, Math.max(begunAt, doneAt));
}

function start(leadId: string, effect: Effect): Promise<Performed> {
  const options = { summary: summaryOfEffect(effect) };
  switch (effect.kind) {
    case 'tellRep':
      return notices.tellRep.executeWithOptions(options, [{ leadId, effect }]);
    case 'tellManager':
      return notices.tellManager.executeWithOptions(options, [{ leadId, effect }]);
    case 'sendMessage':
      return messages.sendMessage.executeWithOptions(options, [{ leadId, effect }]);
  }
}
