import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { eventually } from '../support/eventually.js';
import { ledgersUnlikeFold } from '../support/fold-of-facts.js';
import { seeded } from '../support/seeded.js';
import { startBaton, type Baton } from '../support/start-baton.js';
import { tradeAgreement, tradeTeam, tradeTerms } from '../support/trade.js';
import { expectWhole } from './expect-whole.js';
import { nothingSent } from './send-lives.js';

const people = 30;
const chance = seeded(20_261_124);
const sent = nothingSent();

let baton: Baton;
let postgres: Client;
beforeAll(async () => {
  baton = await startBaton({ name: 'thrice', agreement: tradeAgreement, team: tradeTeam, relays: 2 });
  postgres = new Client({ connectionString: baton.databaseUrl });
  await postgres.connect();
}, 60_000);
afterAll(async () => {
  await postgres.end();
  await baton.stop();
});

/** What senders tell of one person, in the order it happened. */
function storyOf(person: number): object[] {
  const kinds: [string, object][] = [
    ['captured', { profile: { country: 'ES' } }],
    ['consent', { channel: 'email', given: true }],
    ['file_downloaded', { file: 'guide' }],
    ['page_viewed', { path: '/pricing' }],
    ['form_submitted', { form: 'demo' }],
  ];
  return kinds.map(([kind, data], n) => ({
    id: randomUUID(),
    kind,
    occurredAt: new Date(Date.now() - 60_000 + n * 1_000).toISOString(),
    lead: { email: `person-${person}@buyer.example` },
    data,
  }));
}

async function post(facts: object[]): Promise<{ accepted: number; duplicates: number }> {
  const { status, body } = await baton.call('POST', '/v1/facts', { facts });
  expect([status, body.refused]).toEqual([202, []]);
  return body;
}

interface Held {
  lead_id: string;
  rep_id: string;
}

describe('deliveries that come three times each, shuffled and at once', () => {
  it('are one fact, one hand-off, one mail and one answer each', async () => {
    const facts = Array.from({ length: people }, (_, person) => storyOf(person)).flat();
    for (const fact of facts) sent.facts.add((fact as { id: string }).id);
    const deliveries = chance.shuffled([...facts, ...facts, ...facts]);
    const batches = Array.from({ length: Math.ceil(deliveries.length / 15) }, (_, n) => deliveries.slice(n * 15, n * 15 + 15));
    const took = await inLanes(6, batches, post);
    expect(sum(took.map(({ accepted }) => accepted))).toBe(facts.length);
    expect(sum(took.map(({ duplicates }) => duplicates))).toBe(2 * facts.length);

    const held = await eventually(handedOff, { timeoutMs: 60_000, everyMs: 250 });
    for (const { lead_id } of held) sent.leads.add(lead_id);
    await inLanes(6, chance.shuffled(thrice(held.map(acceptOf))), async ({ leadId, body }) => {
      const { status, body: answer } = await baton.call('POST', `/v1/leads/${leadId}/commands`, body);
      expect([status, answer.applied]).toEqual([200, true]);
    });
    await expectWhole(baton, sent);
    expect(await ledgersUnlikeFold(postgres, tradeTerms())).toEqual([]);
    const accepted = await postgres.query(
      `select count(*)::int as n from event where kind = 'LeadAccepted' and abandoned_by is null`,
    );
    expect(accepted.rows).toEqual([{ n: people }]);
  }, 240_000);
});

async function handedOff(): Promise<Held[]> {
  const { rows } = await postgres.query<Held>(
    `select lead_id, rep_id from life where stage = 'marketing_qualified' and rep_id is not null`,
  );
  expect(rows).toHaveLength(people);
  return rows;
}

function acceptOf({ lead_id: leadId, rep_id: repId }: Held): { leadId: string; body: object } {
  const id = randomUUID();
  sent.commands.add(id);
  return { leadId, body: { id, kind: 'accept', repId } };
}

const thrice = <T>(items: T[]): T[] => [...items, ...items, ...items];
const sum = (numbers: number[]): number => numbers.reduce((total, n) => total + n, 0);

async function inLanes<T, R>(lanes: number, items: T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const rest = [...items];
  const done: R[] = [];
  const lane = async (): Promise<void> => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) done.push(await work(item));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return done;
}
