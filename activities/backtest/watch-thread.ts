import type { Worker } from 'node:worker_threads';
import { CancelledFailure } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { failureTypes } from '../../libs/messages/activities.js';
import { backtestFault, type BacktestEnd } from '../../libs/messages/backtest.js';
import type { BacktestProblem } from '../../libs/persistence/backtests/backtests.js';
import type { FromThread } from './thread-task.js';

export interface Watch {
  cancelled: AbortSignal;
  /** Told all the while the thread lives, also while it computes or waits for Postgres, and says nothing itself. */
  alive: () => void;
  everyMs: number;
  /** Told why there is no report, when the thread can't say so itself any more. */
  died: (problem: BacktestProblem) => Promise<void>;
}

/** The thread died by itself: of memory, or of something that nobody caught. */
class Died extends Error {
  constructor(readonly problem: BacktestProblem) {
    super(problem.code);
    this.name = 'Died';
  }
}

/** How the back-test in this thread ends. The thread does not outlive it. */
export async function watchThread(thread: Worker, { cancelled, alive, everyMs, died }: Watch): Promise<BacktestEnd> {
  const beats = setInterval(alive, everyMs);
  try {
    return await endOf(thread, cancelled);
  } catch (error) {
    if (!(error instanceof Died)) throw error;
    await died(error.problem);
    throw failed({ code: error.problem.code, weather: false });
  } finally {
    clearInterval(beats);
    await thread.terminate();
  }
}

// An error comes before the exit that it causes: what is said first counts.
function endOf(thread: Worker, cancelled: AbortSignal): Promise<BacktestEnd> {
  return new Promise<BacktestEnd>((resolve, reject) => {
    cancelled.addEventListener('abort', () => reject(new CancelledFailure('The worker ends; another begins anew')));
    thread.on('error', (error) => reject(new Died(problemOf(error))));
    thread.on('exit', () => reject(failed({ code: 'backtest.thread', weather: true })));
    thread.on('message', (told: FromThread) => ('ended' in told ? resolve(told.ended) : reject(failed(told))));
  });
}

function problemOf(error: unknown): BacktestProblem {
  const isMemory = (error as { code?: unknown } | null)?.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return isMemory
    ? { code: 'backtest.memory', message: 'The test needed more memory than it may have.', cure }
    : { code: 'backtest.thread', message: 'The thread of the test broke off.', cure };
}

const cure = 'Ask again with fewer thresholds, or an earlier end.';

const failed = ({ code, weather }: { code: string; weather: boolean }): ApplicationFailure =>
  weather
    ? ApplicationFailure.retryable(code, failureTypes.weather, code)
    : ApplicationFailure.nonRetryable(code, backtestFault, code);
