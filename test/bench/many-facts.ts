import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { relayLeads } from '../../apps/relay/relay-leads.js';
import { appendFacts } from '../../libs/persistence/facts/append-facts.js';
import type { IncomingFact } from '../../libs/persistence/facts/incoming-fact.js';
import { seeded } from '../support/seeded.js';
import { tradeDatabase } from '../support/trade-database.js';
import { copyLead, emailOf, factsALead } from './copy-lead.js';
import { drive } from './drive.js';
import { report, say } from './figure.js';
import { planOf, tellPlans, watchPlans } from './watch-plans.js';

const few = 10_000;
const many = 1_000_000;
const works = [
  { size: 1, count: 2_000, clients: 8, of: 'one at a time' },
  { size: 500, count: 16, clients: 4, of: '500 at a time' },
];

/**
 * P7, by hand, since it takes ten minutes and 10 GB: what a fact costs, stored and looked at by the relay, with 1,000,000 leads and 10,000,000 facts in
 * Postgres, against 10,000 leads and 100,000 facts in the same Postgres. Facts are of leads at random, and ring nobody. Last come the plans of both.
 */
export async function measureManyFacts(runs: number): Promise<void> {
  const [floor, full] = [await filled('few', few), await filled('many', many)];
  const sides = [full, floor];
  for (const side of sides) for (const work of works) await store(side, work);
  for (const side of sides) await look(side);
  for (const work of works) {
    const stored = { ours: [] as number[], baseline: [] as number[] };
    const looked = { ours: [] as number[], baseline: [] as number[] };
    for (let run = 0; run < runs; run += 1) {
      for (const [side, key] of [
        [full, 'ours'],
        [floor, 'baseline'],
      ] as const) {
        stored[key].push(await store(side, work));
        looked[key].push(await look(side));
      }
      say(`P7: run ${run + 1}, ${work.of}: ms to store one: ${shown(stored)}; to look at its lead: ${shown(looked)}`);
    }
    const both = (key: 'ours' | 'baseline'): number[] => stored[key].map((ms, n) => ms + (looked[key][n] ?? Number.NaN));
    const common = { goal: '<= 1.3', unit: 'ms' };
    report({ ...common, figure: `P7 a fact, stored ${work.of}`, ...stored });
    report({ ...common, figure: `P7 a fact, stored ${work.of} and looked at`, ours: both('ours'), baseline: both('baseline') });
  }
  for (const side of sides) await showPlans(side);
  for (const { source } of sides) await source.destroy();
}

const shown = ({ ours, baseline }: { ours: number[]; baseline: number[] }): string =>
  `${ours.at(-1)?.toFixed(2)}, with few ${baseline.at(-1)?.toFixed(2)}`;

interface Side {
  name: string;
  source: DataSource;
  leads: number;
}

async function filled(name: string, leads: number): Promise<Side> {
  const source = await tradeDatabase(name);
  const startedAt = performance.now();
  await copyLead(source, leads);
  const [size] = await source.query<{ gb: number }[]>('select pg_database_size(current_database()) / 1e9 as gb');
  const facts = (leads * factsALead).toLocaleString('en');
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
  say(`P7: ${leads.toLocaleString('en')} leads and ${facts} facts, ${Number(size?.gb).toFixed(1)} GB, in ${seconds} s`);
  return { name, source, leads };
}

const chance = seeded(7);

function aFact(leads: number): IncomingFact {
  const lead = { email: emailOf(1 + chance.below(leads)) };
  return { id: randomUUID(), kind: 'page_viewed', lead, data: { path: '/pricing', referrer: 'https://search.example/' } };
}

/** Gives ms a fact. */
async function store({ source, leads }: Side, { size, count, clients }: (typeof works)[number]): Promise<number> {
  const batches = Array.from({ length: count }, () => Array.from({ length: size }, () => aFact(leads)));
  const { perSecond } = await drive(batches, clients, (facts) => appendFacts(source, facts, Date.now()));
  return 1000 / (size * perSecond);
}

/** Until nothing is due. Gives ms a lead. */
async function look({ source }: Side): Promise<number> {
  const startedAt = performance.now();
  let leads = 0;
  for (let round = -1; round !== 0; leads += round) {
    const relayed = await relayLeads(source, { ring: rungNobody }, 100);
    if (relayed.faulty[0] !== undefined) throw relayed.faulty[0].error;
    round = relayed.leads;
  }
  return (performance.now() - startedAt) / leads;
}

const rungNobody = async (leadId: string): Promise<void> => {
  throw new Error(`${leadId} was rung: this load was meant to ring nobody`);
};

async function showPlans(side: Side): Promise<void> {
  const watched = await watchPlans(side.source);
  const watching = { ...side, source: watched.source };
  for (const work of works) await store(watching, { ...work, count: work.size === 1 ? 200 : 4 });
  await look(watching);
  await watched.source.destroy();
  say(`P7: plans with ${side.name} leads`);
  tellPlans(watched.plans.map(planOf));
}
