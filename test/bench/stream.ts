import { Console } from 'node:console';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { eventually } from '../support/eventually.js';
import { ledgersUnlikeFold } from '../support/fold-of-facts.js';
import { startBaton, type App, type Baton } from '../support/start-baton.js';
import { startTestStack } from '../support/start-test-stack.js';
import { tradeAgreement, tradeTeam, tradeTerms } from '../support/trade.js';
import { median, percentile } from './figure.js';
import { watchMemory } from './memory.js';
import { createPoster } from './poster.js';
import { sendStream } from './send-stream.js';

/*
 * A stream of facts over HTTP into the whole product, for as long as asked: `npm run stream -- --rate 300 --minutes 10 --relays 3`.
 * One fact in twenty is sent twice. At the end: is every fact stored once, does every ledger equal the fold of its facts, is every ring heard,
 * and did memory stay flat? Progress on standard error, one line of JSON on standard output; exit code 1 if anything was lost.
 */
const { values } = parseArgs({
  options: {
    rate: { type: 'string', default: '300' },
    minutes: { type: 'string', default: '10' },
    relays: { type: 'string', default: '3' },
    batch: { type: 'string', default: '10' },
    leads: { type: 'string', default: '2000' },
  },
});
const [rate, minutes, relays, batch, leads] = [values.rate, values.minutes, values.relays, values.batch, values.leads].map(
  Number,
) as [number, number, number, number, number];
const sampleMs = 10_000;
const table = (rows: object): void => new Console(process.stderr).table(rows);

const one = async <T extends object>(postgres: Client, sql: string): Promise<T> => {
  const { rows } = await postgres.query<T>(sql);
  if (!rows[0]) throw new Error(`No row from ${sql}`);
  return rows[0];
};

/** Until every ledger holds all facts and every ring was heard. A burst may take its minutes to be heard. Answers what is left after ten. */
async function settle(postgres: Client): Promise<{ behind: number; owed: number; unborn: number }> {
  const sql = `select count(*) filter (where ledger.seq is distinct from (select max(seq) from fact where fact.lead_id = lead.lead_id))::int as behind, count(*) filter (where owed_seq is not null)::int as owed,
    count(*) filter (where life.lead_id is null)::int as unborn from lead left join ledger using (lead_id) left join life using (lead_id)`;
  const left = { behind: -1, owed: -1, unborn: -1 };
  await eventually(
    async () => {
      Object.assign(left, await one(postgres, sql));
      if (left.behind + left.owed + left.unborn > 0) throw new Error('not yet');
    },
    { timeoutMs: 600_000, everyMs: 250 },
  ).catch(() => undefined);
  return left;
}

interface Shape {
  first: number;
  last: number;
  most: number;
  perHour: number;
  byMinute: number[];
}

/** In MB: the medians of each minute, and how fast those of the second half grow, when all caches are warm: a heap that is collected now and then is a saw. */
function shape(mbs: number[]): Shape {
  const aMinute = 60_000 / sampleMs;
  const minutely = Array.from({ length: Math.ceil(mbs.length / aMinute) }, (_, n) =>
    median(mbs.slice(n * aMinute, (n + 1) * aMinute)),
  );
  return {
    first: Math.round(mbs[0] ?? 0),
    last: Math.round(mbs.at(-1) ?? 0),
    most: Math.round(Math.max(...mbs)),
    perHour: Math.round(60 * slope(minutely.slice(Math.floor(minutely.length / 2)))),
    byMinute: minutely.map(Math.round),
  };
}

/** Of the straight line that lies nearest to all of them, by least squares. */
function slope(values: number[]): number {
  const middle = (values.length - 1) / 2;
  const squares = values.reduce((sum, _, n) => sum + (n - middle) ** 2, 0);
  return squares === 0 ? 0 : values.reduce((sum, value, n) => sum + (n - middle) * value, 0) / squares;
}

async function measure(baton: Baton, postgres: Client): Promise<boolean> {
  const apps: App[] = ['api', 'worker', 'relay', ...Array.from({ length: relays - 1 }, (_, n): App => `relay-${n + 2}`)];
  const memory = watchMemory(new Map(apps.map((app) => [baton.pid(app) ?? -1, app])), sampleMs);
  memory.look();
  const poster = createPoster(baton.url, baton.token);
  const sent = await sendStream(poster.post, { rate, minutes, batch, leads });
  const endedAt = performance.now();
  poster.close();
  const left = await settle(postgres);
  const settleMs = Math.round(performance.now() - endedAt);
  memory.look();
  const mb = Object.fromEntries([...memory.stop()].map(([name, mbs]) => [name, shape(mbs)]));
  const { stored } = await one<{ stored: number }>(postgres, 'select count(*)::int as stored from fact');
  const turns = await one<{ turns: number; rings: number }>(
    postgres,
    `select count(*)::int as turns, count(*) filter (where inputs @> '[{"kind": "ring"}]')::int as rings from turn`,
  );
  const unlikeFold = (await ledgersUnlikeFold(postgres, tradeTerms())).length;
  const lost = sent.facts - stored;
  table({ ...sent, latencies: sent.latencies.length, stored, lost, unlikeFold, ...left, ...turns, settleMs });
  table(
    Object.fromEntries(
      Object.entries(mb).map(([name, { byMinute, ...rest }]) => [name, { ...rest, byMinute: byMinute.join(' ') }]),
    ),
  );
  const post = {
    p50: percentile(sent.latencies, 0.5),
    p95: percentile(sent.latencies, 0.95),
    p99: percentile(sent.latencies, 0.99),
  };
  const { latencies: _, ...counts } = sent;
  console.log(
    JSON.stringify({
      figure: 'stream',
      rate,
      minutes,
      relays,
      ...counts,
      stored,
      lost,
      unlikeFold,
      left,
      ...turns,
      settleMs,
      post,
      mb,
    }),
  );
  return lost === 0 && unlikeFold === 0 && left.behind + left.owed + left.unborn === 0;
}

async function main(): Promise<void> {
  const stop = await startTestStack();
  const baton = await startBaton({ name: 'stream', agreement: tradeAgreement, team: tradeTeam, relays });
  const postgres = new Client({ connectionString: baton.databaseUrl });
  await postgres.connect();
  try {
    process.exitCode = (await measure(baton, postgres)) ? 0 : 1;
  } finally {
    await postgres.end();
    await baton.stop();
    await stop();
  }
}

void main();
