import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { failureTypes } from '../libs/messages/activities.js';
import { codeOfError, isWeather } from '../libs/persistence/is-weather.js';
import { NoAnswer } from '../libs/temporal/no-answer.js';

/**
 * Does work so that its failure leaves as a code, never as a message: as weather, which is tried again, or as a fault of this type.
 * A cancellation leaves as it is: by it the SDK knows that the worker ends, and another attempt goes on from the last heartbeat.
 */
export const codedAs =
  (fault: string) =>
  async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw coded(error, fault);
    }
  };

function coded(error: unknown, fault: string): ApplicationFailure | CancelledFailure {
  if (error instanceof CancelledFailure) return error;
  if (error instanceof NoAnswer) return ApplicationFailure.retryable(error.reason, failureTypes.weather, error.reason);
  const code = codeOfError(error);
  if (isWeather(error)) return ApplicationFailure.retryable(code, failureTypes.weather, code);
  return ApplicationFailure.nonRetryable(code, fault, code);
}
