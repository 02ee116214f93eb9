import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { appendWithin } from '../../libs/persistence/facts/append-facts.js';
import { inTransaction } from '../../libs/persistence/in-transaction.js';
import { eventually } from '../support/eventually.js';
import { openTemporal } from '../support/open-temporal.js';
import { bareWakeTable } from './bare/upsert-step.js';
import { bundleBare, startBare } from './bare/start-bare.js';
import { bareTaskQueue } from './bare/worker.js';
import { captured, factOf, startBenchBaton, type BenchBaton } from './bench-baton.js';
import { drive } from './drive.js';
import { percentile, report, say } from './figure.js';

const asleep = 10_000;
const perSecond = 20;
const seconds = 30;
const due = perSecond * seconds;
/** The clock of the leads that fall due: their last is opened before the first wakes, and workers have been started anew meanwhile. */
const clockMs = 75_000;
const mostRuns = 3;

// Who is asleep waits a month for the first mail of its track. Who asks for a demo waits at a desk where nobody is, on the clock of the assignment.
const track = `    - id: welcome
      when: { band: cold }
      steps: [{ wait: 30d }, { send: welcome-1 }]
    - id: winback`;
const lanes = `  lanes:
    - id: desk
      when: { signal: demo-asked }
      to: [{ queue: desk }]
      clocks: { assign: { from: qualified, until: assigned, within: ${clockMs / 1000}s, hours: always, by: system } }
`;
const withDesk = (agreement: string): string =>
  agreement
    .replace(/ {4}- id: welcome[\s\S]*? {4}- id: winback/, track)
    .replace(/ {2}lanes:\n[\s\S]*?\n(?=followUp:)/, `${lanes}\n`);

/**
 * P5: how late a clock is that falls due, with 10,000 leads asleep and 20 due a second; against the bare timer of an idle workflow on the same
 * server, just as many. Late is the instant of the event less the deadline. Both workers are started anew before: who slept for weeks is in no cache.
 */
export async function measureTimers(runs: number): Promise<void> {
  const bench = await startBenchBaton('timers', withDesk);
  await bench.source.query(bareWakeTable);
  const bundle = await bundleBare();
  const startFloor = () => startBare('worker', bench.baton, { bundle });
  let stopFloor = await startFloor();
  await fallAsleep(bench.source);
  const late = { ours: [] as number[][], baseline: [] as number[][] };
  for (let run = 0; run < Math.min(runs, mostRuns); run += 1) {
    const ours = await openWithClock(bench);
    await bench.baton.kill('worker');
    await bench.baton.start('worker');
    late.ours.push(await lateOfOurs(bench.source, ours));
    const floors = await startSleepers(bench);
    await stopFloor();
    stopFloor = await startFloor();
    late.baseline.push(await lateOfFloors(bench.source, floors));
    say(`P5: run ${run + 1}: p99 ms late: ours ${p(late.ours.at(-1), 0.99)}, a bare timer ${p(late.baseline.at(-1), 0.99)}`);
  }
  for (const [name, share, goal] of [
    ['p50', 0.5, null],
    ['p99', 0.99, '<= 1000 ms'],
    ['the latest', 1, null],
  ] as const) {
    const of = (all: number[][]): number[] => all.map((one) => p(one, share));
    const figure = `P5 lateness of a clock, ${asleep} asleep, ${perSecond} due/s: ${name}`;
    report({ figure, goal, unit: 'ms', ours: of(late.ours), baseline: of(late.baseline) });
  }
  await stopFloor();
  await bench.stop();
}

const p = (late: number[] | undefined, share: number): number => percentile(late ?? [], share);

/** By the bulk lane, as an import does. */
async function fallAsleep(source: DataSource): Promise<void> {
  const startedAt = performance.now();
  for (let n = 0; n < asleep; n += 500) {
    const facts = Array.from({ length: 500 }, () => captured(`${randomUUID()}@buyer.example`)).flat();
    const stored = facts.map((fact) => ({ ...fact, occurredAt: Date.parse(fact.occurredAt), data: { ...fact.data } }));
    await inTransaction(source, (manager) => appendWithin(manager, stored, Date.now(), { bulk: true }));
  }
  await eventually(
    async () => {
      const n = await count(source, `select count(*)::integer as n from life where wake_at > now() + interval '1 day'`);
      if (n < asleep) throw new Error(`${n} of ${asleep} leads are asleep`);
    },
    { timeoutMs: 1_200_000, everyMs: 1_000 },
  );
  say(`P5: ${asleep} leads fell asleep in ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
}

/** Leads that qualify at 20 a second, each on its clock. Gives their e-mails' beginning. */
async function openWithClock({ post, source }: BenchBaton): Promise<string> {
  const prefix = randomUUID().slice(0, 8);
  const emails = Array.from({ length: due }, (_, n) => `${prefix}-${n}@buyer.example`);
  const startedAt = performance.now();
  const open: Promise<unknown>[] = [];
  for (const [n, email] of emails.entries()) {
    await pause(startedAt + (1000 * n) / perSecond - performance.now());
    open.push(post('/v1/facts', { facts: [...captured(email), factOf({ email }, 'form_submitted', { form: 'demo' })] }));
  }
  await Promise.all(open);
  const started = `select count(*)::integer as n from clock where ${ofLeads}`;
  await eventually(
    async () => {
      const n = await count(source, started, [`${prefix}-%`]);
      if (n < due) throw new Error(`${n} of ${due} clocks run`);
    },
    { timeoutMs: 60_000, everyMs: 250 },
  );
  return prefix;
}

const ofLeads = `lead_id in (select lead_id from lead_identity where kind = 'email' and value like $1)`;

async function lateOfOurs(source: DataSource, prefix: string): Promise<number[]> {
  return eventually(
    async () => {
      const rows = await source.query<{ late: number; due_at: Date }[]>(
        `select (extract(epoch from breached_at - due_at) * 1000)::float8 as late, due_at from clock where breached_at is not null and ${ofLeads} order by due_at`,
        [`${prefix}-%`],
      );
      if (rows.length < due) throw new Error(`${rows.length} of ${due} clocks were breached`);
      const tookMs = (rows.at(-1)?.due_at.getTime() ?? 0) - (rows[0]?.due_at.getTime() ?? 0);
      say(`P5: ${((1000 * due) / tookMs).toFixed(1)} clocks fell due a second`);
      return rows.map(({ late }) => late);
    },
    { timeoutMs: clockMs + 120_000, everyMs: 1_000 },
  );
}

async function startSleepers({ baton }: BenchBaton): Promise<string[]> {
  const client = openTemporal(baton);
  const ids = Array.from({ length: due }, () => randomUUID());
  const firstAt = Date.now() + clockMs;
  await drive([...ids.entries()], 16, ([n, id]) =>
    client.workflow.start('sleeper', {
      workflowId: `sleeper:${id}`,
      taskQueue: bareTaskQueue,
      args: [id, firstAt + (1000 * n) / perSecond],
    }),
  );
  await pause(5_000); // every timer is armed
  await client.connection.close();
  return ids;
}

async function lateOfFloors(source: DataSource, ids: string[]): Promise<number[]> {
  return eventually(
    async () => {
      const rows = await source.query<{ late_ms: number }[]>('select late_ms from bare_wake where id = any($1::uuid[])', [ids]);
      if (rows.length < ids.length) throw new Error(`${rows.length} of ${ids.length} bare timers went off`);
      return rows.map(({ late_ms }) => late_ms);
    },
    { timeoutMs: clockMs + 120_000, everyMs: 1_000 },
  );
}

async function count(source: DataSource, sql: string, parameters: unknown[] = []): Promise<number> {
  const [row] = await source.query<{ n: number }[]>(sql, parameters);
  return row?.n ?? 0;
}
