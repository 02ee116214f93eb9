import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { leadWorkflowId } from '../../libs/messages/lead-lifecycle.js';
import { eventually } from '../support/eventually.js';
import { openTemporal } from '../support/open-temporal.js';
import { commandsOfLife, factOfLife, factsALife } from './a-life.js';
import { naiveTables } from './bare/naive-steps.js';
import { bundleBare, startBare } from './bare/start-bare.js';
import { bareTaskQueue } from './bare/worker.js';
import { allTold, startBenchBaton, type BenchBaton } from './bench-baton.js';
import { costOfLife, type Cost } from './cost-of-life.js';
import { drive } from './drive.js';
import { report, say } from './figure.js';

const lives = 40;
const warmLives = 8;
const costsTaken = 5;
const senders = 16;
const reps = 8;

/**
 * P2: whole lives, against the naive design (bare/naive-lead.workflow.ts). A life is 40 facts, which come in turns with those of the others, and 8
 * commands; three stages lie between nurturing and the end, and two clocks run. Ours comes over HTTP, scores, routes, sends its mails and answers
 * screens; the naive one is signalled by its client and does none of that. Ours is told its facts as a stream of events brings them, many leads' in one
 * request, and once more one by one.
 */
export async function measureWholeLife(runs: number): Promise<void> {
  const bench = await startBenchBaton('whole-life');
  await bench.source.query(naiveTables);
  const stopWorker = await startBare('worker', bench.baton, { bundle: await bundleBare() });
  const client = openTemporal(bench.baton);
  const sides = {
    stream: { live: livesOfOurs(bench, lives), ...taken() },
    single: { live: livesOfOurs(bench, 1), ...taken() },
    naive: { live: naiveLives(bench, client), ...taken() },
  };
  for (const { live } of Object.values(sides)) await live(warmLives, passedUnseen);
  for (let run = 0; run < runs; run += 1)
    for (const [name, side] of Object.entries(sides)) await take(`P2: run ${run + 1}, ${name}`, side, client);
  tell(sides);
  await client.connection.close();
  await stopWorker();
  await bench.stop();
}

/** Lives some leads from their first fact to their last command, all at once, and gives the ids of their workflows. `passed`: a part of life is over. */
type Live = (count: number, passed: (part: string) => void) => Promise<string[]>;

const passedUnseen = (): void => undefined;

interface Side {
  live: Live;
  rates: number[];
  costs: Cost[];
}
const taken = (): Omit<Side, 'live'> => ({ rates: [], costs: [] });

async function take(name: string, { live, rates, costs }: Side, client: Client): Promise<void> {
  const startedAt = performance.now();
  const seconds = (): string => ((performance.now() - startedAt) / 1000).toFixed(1);
  const parts: string[] = [];
  const ids = await live(lives, (part) => void parts.push(`${part} ${seconds()} s`));
  rates.push((1000 * lives) / (performance.now() - startedAt));
  say(`${name}: ${rates.at(-1)?.toFixed(2)} leads a second (${parts.join(', ')})`);
  for (const id of ids.slice(0, costsTaken)) costs.push(await costOfLife(client, id));
}

function tell({ stream, single, naive }: Record<'stream' | 'single' | 'naive', Side>): void {
  const common = { figure: 'P2 whole life: leads a second', unit: '1/s', baseline: naive.rates };
  report({ ...common, goal: '>= 5', ours: stream.rates });
  report({ ...common, figure: `${common.figure}, facts one by one`, goal: null, ours: single.rates });
  for (const [part, name, unit] of [
    ['transitions', 'state transitions', 'transitions'],
    ['actions', 'billable actions', 'actions'],
    ['bytes', 'history', 'bytes'],
  ] as const) {
    const of = ({ costs }: Side): number[] => costs.map((cost) => cost[part]);
    report({ figure: `P2 whole life: ${name} a life`, goal: null, unit, ours: of(stream), baseline: of(naive) });
  }
}

function livesOfOurs({ post, source }: BenchBaton, batch: number): Live {
  return async (count, passed) => {
    const prefix = randomUUID().slice(0, 8);
    const emails = Array.from({ length: count }, (_, n) => `${prefix}-${n}@buyer.example`);
    const batches = Array.from({ length: Math.ceil(count / batch) }, (_, n) => emails.slice(n * batch, (n + 1) * batch));
    for (let n = 0; n < factsALife; n += 1)
      await drive(batches, senders, (some) => post('/v1/facts', { facts: some.map((email) => factOfLife(email, n)) }));
    passed('told');
    const held = await eventually(() => allTold(source, prefix, count), { timeoutMs: 120_000, everyMs: 50 });
    passed('handed off');
    await drive(held, reps, async ({ leadId, repId }) => {
      for (const command of commandsOfLife(repId)) await post(`/v1/leads/${leadId}/commands`, command);
    });
    passed('commanded');
    return held.map(({ leadId }) => leadWorkflowId(leadId));
  };
}

function naiveLives({ source }: BenchBaton, client: Client): Live {
  const workflowId = (leadId: string): string => `naive:${leadId}`;
  return async (count, passed) => {
    const leads = Array.from({ length: count }, () => randomUUID());
    for (let n = 0; n < factsALife; n += 1)
      await drive(leads, senders, (leadId) => signal(client, workflowId(leadId), leadId, n));
    passed('told');
    await eventually(() => allWritten(source, leads), { timeoutMs: 120_000, everyMs: 50 });
    passed('written');
    await drive(leads, reps, async (leadId) => {
      const lead = client.workflow.getHandle(workflowId(leadId));
      for (const command of commandsOfLife('ana')) await lead.executeUpdate('command', { args: [command], updateId: command.id });
    });
    passed('commanded');
    return leads.map(workflowId);
  };
}

async function signal(client: Client, workflowId: string, leadId: string, n: number): Promise<void> {
  await client.workflow.signalWithStart('naiveLead', {
    workflowId,
    taskQueue: bareTaskQueue,
    args: [leadId],
    signal: 'fact',
    signalArgs: [factOfLife(`${leadId}@buyer.example`, n)],
  });
}

async function allWritten(source: BenchBaton['source'], leads: string[]): Promise<void> {
  const [row] = await source.query<{ n: number }[]>(
    `select count(*)::integer as n from naive_fact where lead_id = any($1::uuid[]) and kind = 'form_submitted'`,
    [leads],
  );
  if (row?.n !== leads.length) throw new Error(`${row?.n} of ${leads.length} naive leads have asked for a demo`);
}
