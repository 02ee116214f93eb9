import { ApplicationFailure } from '@temporalio/common';
import type { TurnResult } from '../libs/domain/lifecycle/turn.js';
import { failureTypes, type TakeTurnRequest } from '../libs/messages/activities.js';
import { codeOfError, isWeather } from '../libs/persistence/is-weather.js';
import { takeTurn as storeTurn } from '../libs/persistence/turn/take-turn.js';
import { TurnAhead, TurnStale } from '../libs/persistence/turn/turn-stale.js';
import { failpoint } from '../libs/process/failpoint.js';
import type { Outside } from './outside.js';

/** Takes one turn of a lead, in one transaction. Safe to repeat with the same number. Fails as weather, turn.stale, turn.ahead or turn.fault. */
export const takeTurn =
  ({ source, log, home }: Pick<Outside, 'source' | 'log' | 'home'>) =>
  async (request: TakeTurnRequest): Promise<TurnResult> => {
    try {
      const result = await storeTurn(source, request, home?.());
      failpoint('turn.committed');
      return result;
    } catch (error) {
      const failure = sorted(error);
      log.warn({ leadId: request.leadId, turn: request.number, failure: failure.type, err: error }, 'a turn was not taken');
      throw failure;
    }
  };

// A code takes the error's place before it leaves: a database quotes the row it refuses.
function sorted(error: unknown): ApplicationFailure {
  if (error instanceof TurnStale) return ApplicationFailure.nonRetryable('stale', failureTypes.turnStale, error.rowTurn);
  if (error instanceof TurnAhead) return ApplicationFailure.nonRetryable('ahead', failureTypes.turnAhead, error.rowTurn);
  const code = codeOfError(error);
  if (isWeather(error)) return ApplicationFailure.retryable(code, failureTypes.weather, code);
  return ApplicationFailure.nonRetryable(code, failureTypes.turnFault, code);
}
