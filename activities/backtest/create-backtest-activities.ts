import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { CancelledFailure, Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { failureTypes } from '../../libs/messages/activities.js';
import { backtestFault, type BacktestEnd, type BacktestInput } from '../../libs/messages/backtest.js';
import type { FromThread, ThreadTask } from './thread-task.js';

/** The activity of the back-test, by the name that ops read in the UI. */
export function createBacktestActivities({ databaseUrl }: Pick<ThreadTask, 'databaseUrl'>) {
  return {
    /** Tests a version on the stored history, in a thread of its own. An attempt that dies is begun anew: a history is read in minutes. */
    testAgreement: ({ backtestId }: BacktestInput): Promise<BacktestEnd> => inThread({ databaseUrl, backtestId }),
  };
}

export type BacktestActivities = ReturnType<typeof createBacktestActivities>;

async function inThread(task: ThreadTask): Promise<BacktestEnd> {
  const { heartbeat, cancellationSignal } = contextNow();
  const thread = new Worker(join(__dirname, 'thread.js'), { workerData: task });
  try {
    return await new Promise<BacktestEnd>((resolve, reject) => {
      cancellationSignal.addEventListener('abort', () => reject(new CancelledFailure('The worker ends; another begins anew')));
      thread.on('error', () => reject(failed({ code: 'backtest.thread', weather: false })));
      thread.on('exit', () => reject(failed({ code: 'backtest.thread', weather: true })));
      thread.on('message', (told: FromThread) => {
        if (told === 'beat') heartbeat();
        else if ('ended' in told) resolve(told.ended);
        else reject(failed(told));
      });
    });
  } finally {
    await thread.terminate();
  }
}

function contextNow(): { heartbeat: () => void; cancellationSignal: AbortSignal } {
  const context = Context.current();
  return { heartbeat: () => context.heartbeat(), cancellationSignal: context.cancellationSignal };
}

const failed = ({ code, weather }: { code: string; weather: boolean }): ApplicationFailure =>
  weather
    ? ApplicationFailure.retryable(code, failureTypes.weather, code)
    : ApplicationFailure.nonRetryable(code, backtestFault, code);
