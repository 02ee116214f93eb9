import { randomUUID } from 'node:crypto';
import { anyPort } from '../../libs/embedded/free-port.js';
import { eventually } from '../support/eventually.js';
import { bareFactTable } from './bare/facts-server.js';
import { startBare } from './bare/start-bare.js';
import { captured, factOf, sendFacts, startBenchBaton, type BenchBaton, type NewFact } from './bench-baton.js';
import { drive } from './drive.js';
import { report, say } from './figure.js';
import { createPoster } from './poster.js';

const leads = 1000;

/** P3: facts over HTTP, against Fastify with one multi-row insert. Worker and relay stand still on both sides: what is measured is the door. */
export async function measureFacts(runs: number): Promise<void> {
  const bench = await startBenchBaton('facts');
  await bench.source.query(bareFactTable);
  const port = await anyPort();
  const stopBare = await startBare('facts-server', bench.baton, { port });
  const bare = createPoster(`http://127.0.0.1:${port}`, bench.baton.token);
  await Promise.all([bench.baton.kill('worker'), bench.baton.kill('relay')]);
  const known = await knownLeads(bench);
  const ours = (facts: NewFact[]) => bench.post('/v1/facts', { facts });
  const theirs = (facts: NewFact[]) => bare.post('/facts', { facts: facts.map(known.asBareFact) });
  await eventually(() => theirs(known.facts(1)), { timeoutMs: 30_000 });

  for (const { size, works, clients, goal } of [
    { size: 500, works: 120, clients: 4, goal: '>= 0.5' },
    { size: 1, works: 6000, clients: 16, goal: '>= 0.6' },
  ]) {
    const some = (share = 1): NewFact[][] => Array.from({ length: works * share }, () => known.facts(size));
    await drive(some(0.5), clients, ours);
    await drive(some(0.5), clients, theirs);
    const took = { ours: [] as number[], baseline: [] as number[] };
    for (let run = 0; run < runs; run += 1) {
      took.ours.push(size * (await drive(some(), clients, ours)).perSecond);
      took.baseline.push(size * (await drive(some(), clients, theirs)).perSecond);
      say(
        `P3: run ${run + 1}, ${size} at a time: facts per second: ours ${took.ours.at(-1)?.toFixed(0)}, bare ${took.baseline.at(-1)?.toFixed(0)}`,
      );
    }
    report({ figure: `P3 facts over HTTP: ${size} at a time, ${clients} clients`, goal, unit: 'facts/s', ...took });
  }
  bare.close();
  await stopBare();
  await bench.stop();
}

/** Facts of leads that are known by their e-mail, in no order of leads. */
async function knownLeads({ post, source }: BenchBaton) {
  const emails = Array.from({ length: leads }, (_, n) => `known-${n}@buyer.example`);
  await sendFacts(
    post,
    emails.flatMap((email) => captured(email)),
  );
  const rows = await source.query<{ value: string; lead_id: string }[]>(
    `select value, lead_id from lead_identity where kind = 'email'`,
  );
  const ids = new Map(rows.map(({ value, lead_id }) => [value, lead_id]));
  let sent = 0;
  let seq = 0;
  return {
    facts: (count: number): NewFact[] =>
      Array.from({ length: count }, () =>
        factOf({ email: emails[(sent += 7) % leads] ?? '' }, 'page_viewed', {
          path: '/pricing',
          referrer: 'https://search.example/',
        }),
      ),
    asBareFact: ({ id, kind, occurredAt, lead, data }: NewFact) => ({
      ...{ id, kind, occurredAt, data },
      leadId: ids.get(lead['email'] ?? '') ?? randomUUID(),
      seq: (seq += 1),
    }),
  };
}
