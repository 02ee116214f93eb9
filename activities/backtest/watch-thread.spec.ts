import { once } from 'node:events';
import { Worker, type ResourceLimits } from 'node:worker_threads';
import { CancelledFailure } from '@temporalio/activity';
import type { BacktestProblem } from '../../libs/persistence/backtests/backtests.js';
import { watchThread, type Watch } from './watch-thread.js';

const everyMs = 20;
let beats: number;
let problems: BacktestProblem[];
beforeEach(() => {
  beats = 0;
  problems = [];
});

const thread = (code: string, resourceLimits?: ResourceLimits): Worker =>
  new Worker(`const { parentPort } = require('node:worker_threads'); ${code}`, { eval: true, resourceLimits });
const watch = (one: Worker, other: Partial<Watch> = {}): Promise<string> =>
  watchThread(one, {
    cancelled: new AbortController().signal,
    everyMs,
    alive: () => (beats += 1),
    died: async (problem) => void problems.push(problem),
    ...other,
  });

/** Computes, and says nothing. */
const computes = 'for (const until = Date.now() + 300; Date.now() < until; );';

describe('a thread that is watched', () => {
  it('is told of as alive while it computes, and no longer once it has ended', async () => {
    expect(await watch(thread(`${computes} parentPort.postMessage({ ended: 'done' })`))).toBe('done');
    expect(beats).toBeGreaterThan(3);
    const told = beats;
    await new Promise((resolve) => setTimeout(resolve, 3 * everyMs));
    expect(beats).toBe(told);
    expect(problems).toEqual([]);
  });

  it('that runs out of memory ends its test, before anybody hears of it', async () => {
    const greedy = thread('const all = []; for (;;) all.push(Array(1_000).fill({}));', { maxOldGenerationSizeMb: 16 });
    await expect(watch(greedy)).rejects.toMatchObject({
      nonRetryable: true,
      type: 'backtest.fault',
      details: ['backtest.memory'],
    });
    expect(problems).toEqual([
      {
        code: 'backtest.memory',
        message: 'The test needed more memory than it may have.',
        cure: 'Ask again with fewer thresholds, or an earlier end.',
      },
    ]);
  });

  it('that breaks off ends its test too', async () => {
    await expect(watch(thread(`throw new Error('ana@example.com')`))).rejects.toMatchObject({ details: ['backtest.thread'] });
    expect(problems).toMatchObject([{ code: 'backtest.thread', message: 'The thread of the test broke off.' }]);
  });

  it('that broke off while Postgres was away is begun anew', async () => {
    const died = () => Promise.reject(new Error('Postgres is away'));
    await expect(watch(thread(`throw new Error('no')`), { died })).rejects.toThrow('Postgres is away');
  });

  it('that just ends, or met weather, is begun anew', async () => {
    await expect(watch(thread(''))).rejects.toMatchObject({ type: 'weather', details: ['backtest.thread'] });
    const weather = `parentPort.postMessage({ code: 'error.57014', weather: true }); ${computes}`;
    await expect(watch(thread(weather))).rejects.toMatchObject({ type: 'weather', details: ['error.57014'] });
    expect(problems).toEqual([]);
  });

  it('does not outlive a worker that ends', async () => {
    const worker = new AbortController();
    const endless = thread('setInterval(() => undefined, 1_000)');
    const gone = once(endless, 'exit');
    const watched = watch(endless, { cancelled: worker.signal });
    worker.abort();
    await expect(watched).rejects.toThrow(CancelledFailure);
    await gone;
  });
});
