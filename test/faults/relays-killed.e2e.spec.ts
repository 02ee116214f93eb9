import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { Ledger } from '../../libs/domain/scoring/ledger.js';
import { eventually } from '../support/eventually.js';
import { ledgersUnlikeFold } from '../support/fold-of-facts.js';
import { seeded } from '../support/seeded.js';
import { startBaton, type App, type Baton } from '../support/start-baton.js';
import { tradeAgreement, tradeTeam, tradeTerms } from '../support/trade.js';

const relays: App[] = ['relay', 'relay-2', 'relay-3'];
const leads = 200;
const factsALead = 10;
const chance = seeded(20_261_123);

let baton: Baton;
let postgres: Client;
beforeAll(async () => {
  baton = await startBaton({ name: 'relays-killed', agreement: tradeAgreement, team: tradeTeam, relays: relays.length });
  postgres = new Client({ connectionString: baton.databaseUrl });
  await postgres.connect();
}, 60_000);
afterAll(async () => {
  await postgres.end();
  await baton.stop();
});

/** What a sender may tell of a lead, from idle views to what hands it over, each a while ago. */
function aFact(lead: number): object {
  const [kind, data] = chance.pick<[string, object]>([
    ['page_viewed', { path: '/pricing' }],
    ['page_viewed', { path: '/' }],
    ['file_downloaded', { file: 'guide' }],
    ['profile_updated', { country: chance.pick(['ES', 'GB']) }],
    ['consent', { channel: 'email', given: chance.below(2) === 0 }],
    ...(lead % 5 === 0 ? [['form_submitted', { form: 'demo' }] as [string, object]] : []),
  ]);
  const occurredAt = new Date(Date.now() - chance.below(10 * 86_400_000)).toISOString();
  return { id: randomUUID(), kind, occurredAt, lead: { externalId: `lead-${lead}` }, data };
}

/** Kills relays at random, one after the other, until told to stop; then all run. */
function killRelays(): () => Promise<void> {
  let on = true;
  const killing = (async () => {
    for (; on; await new Promise((resolve) => setTimeout(resolve, chance.below(150)))) {
      const app = chance.pick(relays);
      await baton.kill(app);
      await baton.start(app);
    }
  })();
  return async () => {
    on = false;
    await killing;
  };
}

async function post(facts: object[]): Promise<void> {
  const { status, body } = await baton.call('POST', '/v1/facts', { facts });
  expect([status, body.refused]).toEqual([202, []]);
}

interface Row {
  lead_id: string;
  last_seq: number;
  ledger: Ledger;
  owed_seq: number | null;
  heard_seq: number | null;
}

async function rows(): Promise<Row[]> {
  const sql = `select lead.lead_id, (select max(seq) from fact where fact.lead_id = lead.lead_id) as last_seq, ledger, owed_seq, heard_seq from lead left join ledger using (lead_id) left join life using (lead_id)`;
  return (await postgres.query<Row>(sql)).rows;
}

describe('three relays, killed at random while facts come shuffled and repeated', () => {
  it('bring every ledger to the fold of its facts, and every ring that is owed to its life', async () => {
    const facts = Array.from({ length: leads * factsALead }, (_, n) => aFact(n % leads));
    const deliveries = chance.shuffled([...facts, ...facts.filter((_, n) => n % 4 === 0)]);
    const stopKilling = killRelays();
    for (let sent = 0; sent < deliveries.length; sent += 20) await post(deliveries.slice(sent, sent + 20));
    await stopKilling();

    const settled = await eventually(
      async () => {
        const all = await rows();
        expect(all.filter(({ last_seq, ledger }) => ledger?.seq !== last_seq)).toEqual([]);
        expect(all.filter(({ owed_seq, heard_seq }) => owed_seq !== null || heard_seq === null)).toEqual([]);
        return all;
      },
      { timeoutMs: 90_000, everyMs: 250 },
    );
    expect(settled).toHaveLength(leads);
    expect((await postgres.query('select count(*)::int as n from fact')).rows).toEqual([{ n: leads * factsALead }]);
    expect(await ledgersUnlikeFold(postgres, tradeTerms())).toEqual([]);
    const running = await postgres.query('select count(*)::int as n from life where not ended and stage is not null');
    expect(running.rows).toEqual([{ n: leads }]);
  }, 240_000);
});
