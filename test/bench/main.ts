import { parseArgs } from 'node:util';
import { startOwnCluster } from '../cluster/own-cluster.js';
import { startTestStack } from '../support/start-test-stack.js';
import { measureAccept } from './accept.js';
import { measureBacktest } from './backtest.js';
import { measureDecisions } from './decisions.js';
import { measureFacts } from './facts.js';
import { say } from './figure.js';
import { measureImport } from './import.js';
import { measureManyFacts } from './many-facts.js';
import { measureSecondStart } from './second-start.js';
import { measureSleepers } from './sleepers.js';
import { measureTimers } from './timers.js';
import { measureWholeLife } from './whole-life.js';

// npm run bench [-- --only P1] [--runs 5] [--production]: one JSON line a figure on standard output, progress beside it. `--production`: against Temporal's
// production server, on a Postgres that waits for the disk, instead of its dev server.

const figures: Record<string, (runs: number) => Promise<void>> = {
  P1: measureAccept,
  P2: measureWholeLife,
  P3: measureFacts,
  P4: measureDecisions, // and P6
  P5: measureTimers,
  P7: measureManyFacts, // by hand
  P8: measureBacktest,
  P9: measureSleepers,
  P10: measureSecondStart,
  IMPORT: measureImport, // by hand
};

/** Measured in memory. */
const withoutServers = ['P8'];

/** Measured only when asked for: P7 takes half an hour and 10 GB of disk, IMPORT some minutes and a file. */
const byHand = ['P7', 'IMPORT'];

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      runs: { type: 'string', default: '5' },
      production: { type: 'boolean', default: false },
    },
  });
  const asked = values.only?.split(',') ?? Object.keys(figures).filter((name) => !byHand.includes(name));
  const unknown = asked.find((name) => figures[name] === undefined);
  if (unknown !== undefined) throw new Error(`There is no figure ${unknown}. Ask for one of ${Object.keys(figures).join(', ')}.`);
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new Error('--runs takes a whole number from 1 on.');
  const needsServers = asked.some((name) => !withoutServers.includes(name));
  const stop = needsServers ? await startServers(values.production) : (): Promise<void> => Promise.resolve();
  try {
    for (const name of asked) await figures[name]?.(runs);
  } finally {
    await stop();
  }
}

/** Answers how to stop them. */
async function startServers(production: boolean): Promise<() => Promise<void>> {
  const cluster = production ? await startOwnCluster({ durable: true, say }) : null;
  const stopStack = await startTestStack({ durable: true, ...(cluster && { temporalAddress: cluster.address }) });
  return async () => {
    await stopStack();
    await cluster?.stop();
  };
}

// A failed figure leaves apps behind that hold this process; they end when it does.
main().then(
  () => process.exit(0),
  (error: unknown) => {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exit(1);
  },
);
