import { Client } from 'pg';
import { LeadOverHttp } from '../support/lead-over-http.js';
import { startBaton, type App, type Baton } from '../support/start-baton.js';
import { tradeAgreement, tradeTeam } from '../support/trade.js';

let baton: Baton;
let postgres: Client;
beforeAll(async () => {
  baton = await startBaton({ name: 'kill-nine', agreement: tradeAgreement, team: tradeTeam });
  postgres = new Client({ connectionString: baton.databaseUrl });
  await postgres.connect();
}, 60_000);
afterAll(async () => {
  await postgres.end();
  await baton.stop();
});

const count = async (sql: string): Promise<number> =>
  (await postgres.query<{ n: number }>(`select count(*)::int as n from ${sql}`)).rows[0]!.n;
const twice = (table: string, columns: string, where: string): Promise<number> =>
  count(`(select ${columns} from ${table} where ${where} group by ${columns} having count(*) > 1) as repeated`);

async function powerCut(...apps: App[]): Promise<void> {
  await Promise.all(apps.map((app) => baton.kill(app)));
  await Promise.all(apps.map((app) => baton.start(app)));
}

/** What must be true of any database, whatever was killed. */
async function expectNothingTwice(leads: LeadOverHttp[]): Promise<void> {
  expect(
    await twice('event', 'lead_id, kind', `kind in ('LeadOpened', 'HandOffOpened', 'LeadAccepted') and abandoned_by is null`),
  ).toBe(0);
  expect(await count(`seat where released_turn is null and abandoned_by is null`)).toBe(
    await count('life where rep_id is not null'),
  );
  const messageIds = baton.mail.mails.all().map(({ messageId }) => messageId);
  expect(new Set(messageIds).size).toBe(messageIds.length);
  for (const lead of leads) expect((await lead.read()).stuck).toBeNull();
}

describe('kill -9', () => {
  it('of worker and relay in mid-life loses nothing and does nothing twice', async () => {
    const leads = await Promise.all(Array.from({ length: 12 }, () => LeadOverHttp.capture(baton)));
    const facts = Promise.all(leads.map((lead) => lead.does('form_submitted', { form: 'demo' })));
    await powerCut('relay');
    await powerCut('worker');
    await facts;
    await powerCut('relay', 'worker');
    await Promise.all(leads.map((lead) => lead.reaches('marketing_qualified', 60_000)));

    const accepting = Promise.all(
      leads.map(async (lead) => lead.askPatiently({ kind: 'accept', repId: (await lead.read()).repId })),
    );
    await powerCut('worker');
    for (const { status, body } of await accepting) expect([status, body.lead?.stage]).toEqual([200, 'sales_accepted']);
    await expectNothingTwice(leads);
  }, 180_000);

  it('of everything at once: lives go on where they were', async () => {
    const leads = await Promise.all(Array.from({ length: 6 }, () => LeadOverHttp.capture(baton)));
    await Promise.all(leads.map((lead) => lead.does('form_submitted', { form: 'demo' })));
    await powerCut('api', 'relay', 'worker');
    const ready = async (lead: LeadOverHttp): Promise<void> => {
      await expect(lead.read()).resolves.toBeDefined();
    };
    await retrying(() => ready(leads[0]!));
    await Promise.all(leads.map((lead) => lead.reaches('marketing_qualified', 60_000)));
    await expectNothingTwice(leads);
  }, 180_000);
});

async function retrying(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === 200) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
