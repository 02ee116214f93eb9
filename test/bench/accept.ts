import { randomUUID } from 'node:crypto';
import { createLeadClient } from '../../libs/temporal/lead-client.js';
import { bareTaskQueue } from './bare/worker.js';
import { bundleBare, startBare } from './bare/start-bare.js';
import { bareTable, type BareAnswer, type BareCommand } from './bare/upsert-step.js';
import { handedOff, startBenchBaton, type BenchBaton, type Held } from './bench-baton.js';
import { drive, type Driven } from './drive.js';
import { report, say } from './figure.js';
import { openTemporal } from '../support/open-temporal.js';

const clients = 8;
const manyWorks = 160;
const fewWorks = 40;

/**
 * P1: a rep accepts, against a bare Update whose local activity makes one upsert. Through our client as theirs, and over HTTP. Each run's leads are handed
 * over just before, and its bare workflows started, fewer than a worker keeps in memory: neither side is replayed first.
 */
export async function measureAccept(runs: number): Promise<void> {
  const bench = await startBenchBaton('accept');
  await bench.source.query(bareTable);
  const stopWorker = await startBare('worker', bench.baton, { bundle: await bundleBare() });
  const doors = openDoors(bench);
  const perRun = manyWorks + fewWorks;
  for (const warm of await handedOff(bench, 16)) await doors.client(warm);

  const took = { bare: both(), client: both(), http: both() };
  for (let run = 0; run < runs; run += 1) {
    say(`P1: run ${run + 1}: handing ${2 * perRun} leads to reps`);
    const bareIds = await doors.startBare(perRun);
    const held = await handedOff(bench, 2 * perRun);
    const inTurns = [
      () => runBoth(took.bare, bareIds, doors.bare),
      () => runBoth(took.client, held.slice(0, perRun), doors.client),
      () => runBoth(took.http, held.slice(perRun), doors.http),
    ];
    for (let turn = 0; turn < inTurns.length; turn += 1) await inTurns[(run + turn) % inTurns.length]?.();
    say(
      `P1: run ${run + 1}: accepts per second: bare ${shown(took.bare)}, ours ${shown(took.client)}, over HTTP ${shown(took.http)}`,
    );
  }
  for (const [door, ours] of [
    ['', took.client],
    [' over HTTP', took.http],
  ] as const) {
    report({
      figure: `P1 accept${door}: rate, ${clients} clients`,
      goal: '>= 0.7',
      unit: '1/s',
      ours: rates(ours.many),
      baseline: rates(took.bare.many),
    });
    report({
      figure: `P1 accept${door}: p50, 1 client`,
      goal: '<= 1.5',
      unit: 'ms',
      ours: p50s(ours.few),
      baseline: p50s(took.bare.few),
    });
  }
  await doors.close();
  await stopWorker();
  await bench.stop();
}

interface Both {
  many: Driven[];
  few: Driven[];
}
const both = (): Both => ({ many: [], few: [] });
const rates = (runs: Driven[]): number[] => runs.map(({ perSecond }) => perSecond);
const p50s = (runs: Driven[]): number[] => runs.map(({ p50 }) => p50);
const shown = ({ many, few }: Both): string =>
  `${many.at(-1)?.perSecond.toFixed(0)} (p50 of one ${few.at(-1)?.p50.toFixed(1)} ms)`;

async function runBoth<Item>(took: Both, items: Item[], work: (item: Item) => Promise<unknown>): Promise<void> {
  took.many.push(await drive(items.slice(0, manyWorks), clients, work));
  took.few.push(await drive(items.slice(manyWorks), 1, work));
}

function openDoors({ baton, post }: BenchBaton) {
  const bare = openTemporal(baton);
  const leads = createLeadClient(baton.temporal);
  const acceptOf = (repId: string) => ({ id: randomUUID(), kind: 'accept' as const, repId });
  return {
    async startBare(count: number): Promise<string[]> {
      const ids = Array.from({ length: count }, () => randomUUID());
      const start = (id: string) =>
        bare.workflow.start('bare', { workflowId: `bare:${id}`, taskQueue: bareTaskQueue, args: [id] });
      await drive(ids, 16, start);
      return ids;
    },
    bare: (id: string) =>
      bare.workflow.getHandle(`bare:${id}`).executeUpdate<BareAnswer, [BareCommand]>('step', { args: [acceptOf('ana')] }),
    client: async ({ leadId, repId }: Held) => applied(await leads.command(leadId, acceptOf(repId), 10_000)),
    http: async ({ leadId, repId }: Held) =>
      applied((await post(`/v1/leads/${leadId}/commands`, acceptOf(repId))) as { applied: boolean }),
    close: async () => void (await Promise.all([leads.close(), bare.connection.close()])),
  };
}

function applied(answer: { applied: boolean }): void {
  if (!answer.applied) throw new Error(`An accept was not applied: ${JSON.stringify(answer)}`);
}
