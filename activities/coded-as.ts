import { ApplicationFailure } from '@temporalio/common';
import { failureTypes } from '../libs/messages/activities.js';
import { codeOfError, isWeather } from '../libs/persistence/is-weather.js';
import { NoAnswer } from '../libs/temporal/no-answer.js';

/** Does work so that its failure leaves as a code, never as a message: as weather, which is tried again, or as a fault of this type. */
export const codedAs =
  (fault: string) =>
  async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw coded(error, fault);
    }
  };

function coded(error: unknown, fault: string): ApplicationFailure {
  if (error instanceof NoAnswer) return ApplicationFailure.retryable(error.reason, failureTypes.weather, error.reason);
  const code = codeOfError(error);
  if (isWeather(error)) return ApplicationFailure.retryable(code, failureTypes.weather, code);
  return ApplicationFailure.nonRetryable(code, fault, code);
}
