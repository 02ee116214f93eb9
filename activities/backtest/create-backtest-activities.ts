import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Context } from '@temporalio/activity';
import type { DataSource } from 'typeorm';
import { backtestFault, type BacktestEnd, type BacktestInput } from '../../libs/messages/backtest.js';
import { noteAlive, stopBacktest } from '../../libs/persistence/backtests/backtests.js';
import { codedAs } from '../coded-as.js';
import type { ThreadTask } from './thread-task.js';
import { watchThread } from './watch-thread.js';

export interface BacktestParts extends Pick<ThreadTask, 'databaseUrl'> {
  /** The worker's own: it notes that the thread lives, and that it has died. */
  source: DataSource;
}

const byCode = codedAs(backtestFault);
const everyMs = 30_000;
/** A history is read page by page: what needs more would take it from the turns beside it. */
const resourceLimits = { maxOldGenerationSizeMb: 1_024 };

/** The activity of the back-test, by the name that ops read in the UI. */
export function createBacktestActivities(parts: BacktestParts) {
  return {
    /** Tests a version on the stored history, in a thread of its own. An attempt that dies is begun anew: a history is read in minutes. */
    testAgreement: ({ backtestId }: BacktestInput): Promise<BacktestEnd> => inThread(parts, backtestId),
  };
}

export type BacktestActivities = ReturnType<typeof createBacktestActivities>;

function inThread({ source, databaseUrl }: BacktestParts, backtestId: string): Promise<BacktestEnd> {
  const context = Context.current();
  const workerData: ThreadTask = { databaseUrl, backtestId };
  return watchThread(new Worker(join(__dirname, 'thread.js'), { workerData, resourceLimits }), {
    cancelled: context.cancellationSignal,
    everyMs,
    // Temporal sees that it lives, and so does who asks.
    alive: () => {
      context.heartbeat();
      void noteAlive(source, backtestId).catch(() => undefined);
    },
    died: (problem) => byCode(() => stopBacktest(source, backtestId, 'failed', problem)),
  });
}
