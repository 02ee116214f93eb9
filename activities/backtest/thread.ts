import { parentPort, workerData } from 'node:worker_threads';
import { createDataSource } from '../../libs/persistence/data-source.js';
import { codeOfError, isWeather } from '../../libs/persistence/is-weather.js';
import { runBacktest } from './run-backtest.js';
import type { FromThread, ThreadTask } from './thread-task.js';

// A back-test keeps one core busy for minutes: here, so that no turn waits for it. That it lives, the worker tells: a thread that computes can't.
async function main({ databaseUrl, backtestId }: ThreadTask): Promise<void> {
  const options = { poolSize: 3, statementTimeoutMs: 60_000, applicationName: 'baton-backtest' };
  const source = await createDataSource(databaseUrl, options).initialize();
  try {
    tell({ ended: await runBacktest(source, backtestId) });
  } finally {
    await source.destroy();
  }
}

const tell = (what: FromThread): void => parentPort?.postMessage(what);

main(workerData as ThreadTask).catch((error: unknown) => tell({ code: codeOfError(error), weather: isWeather(error) }));
