import { ApplicationFailure } from '@temporalio/common';
import { failureTypes } from '../../libs/messages/activities.js';
import { freeStuckFault } from '../../libs/messages/free-stuck.js';
import { codeOfError, isWeather } from '../../libs/persistence/is-weather.js';
import { NoAnswer } from '../../libs/temporal/no-answer.js';

/** Does the work; a failure leaves as a code, never as a message: as weather, which is tried again, or as a fault. */
export async function byCode<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw coded(error);
  }
}

function coded(error: unknown): ApplicationFailure {
  if (error instanceof NoAnswer) return ApplicationFailure.retryable(error.reason, failureTypes.weather, error.reason);
  const code = codeOfError(error);
  if (isWeather(error)) return ApplicationFailure.retryable(code, failureTypes.weather, code);
  return ApplicationFailure.nonRetryable(code, freeStuckFault, code);
}
