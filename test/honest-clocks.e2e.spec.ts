import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { LeadOverHttp } from './support/lead-over-http.js';
import { startBaton, type Baton } from './support/start-baton.js';
import { tradeAgreement, tradeTeam } from './support/trade.js';

let baton: Baton;
let postgres: Client;
// Long enough for a worker to be away in, on a machine of any pace.
const within = '20s';
const accept = { from: 'noticed', until: 'accepted', within, hours: 'always', by: 'sales' } as const;
const attempt = { ...accept, until: 'attempted' } as const;
const handOffs = {
  ...tradeAgreement.handOffs,
  default: { ...tradeAgreement.handOffs.default, clocks: { accept, attempt }, escalation: [] },
};
const heartbeatMs = 250;

beforeAll(async () => {
  const env = { HEARTBEAT_MS: String(heartbeatMs) };
  baton = await startBaton({ name: 'honest-clocks', agreement: { ...tradeAgreement, handOffs }, team: tradeTeam, env });
  postgres = new Client({ connectionString: baton.databaseUrl });
  await postgres.connect();
}, 60_000);
afterEach(() => baton.mail.normal());
afterAll(async () => {
  await postgres.end();
  await baton.stop();
});

interface Shown {
  dueAt: string;
  toldAt: string | null;
  breachedAt: string | null;
  systemBreachedAt: string | null;
  credits: { reason: string; detail: string | null; fromAt: string; untilAt: string; ms: number }[];
  parts: { systemMs: number; humanMs: number };
}
const clockOf = async (lead: LeadOverHttp): Promise<Shown> => (await lead.read()).clocks[0];
const ms = (instant: string): number => Date.parse(instant);

describe('a rep whom nobody could tell', () => {
  it('is charged with nothing; told at last, they have the whole time that was promised', async () => {
    baton.mail.refuse(550);
    const lead = await LeadOverHttp.handedOff(baton);
    expect(await clockOf(lead)).toMatchObject({ toldAt: null, credits: [], parts: { humanMs: 0 } });
    await lead.until(({ clocks }) => clocks[0]?.systemBreachedAt !== null, 'the system’s breach', 60_000);
    expect(await clockOf(lead)).toMatchObject({ toldAt: null, breachedAt: null });
    for (const breach of (await lead.events()).filter(({ kind }) => kind === 'ClockBreached'))
      expect(breach).toMatchObject({ by: 'system', repId: null });

    baton.mail.normal();
    expect((await lead.ask({ kind: 'retry' })).status).toBe(200);
    await lead.until(({ clocks }) => clocks[0]?.toldAt !== null, 'the rep to be told');
    const { dueAt, toldAt, breachedAt, credits } = await clockOf(lead);
    expect(ms(dueAt)).toBe(ms(toldAt!) + 20_000);
    expect(breachedAt).toBeNull();
    expect(credits).toMatchObject([{ reason: 'untold', detail: 'mail.refused', untilAt: toldAt }]);
    const { repId } = await lead.read();
    const { queue } = (await baton.call('GET', `/v1/reps/${repId}/queue`)).body;
    expect(queue[0].clocks[0].credits).toEqual(credits);
  }, 90_000);
});

describe('an outage of every worker', () => {
  it('is on record once it is over, and no clock has run in it', async () => {
    const lead = await LeadOverHttp.handedOff(baton);
    await lead.until(({ clocks }) => clocks[0]?.toldAt !== null, 'the notice');
    const before = await clockOf(lead);
    await baton.kill('worker');
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, ms(before.dueAt) - Date.now() + 1_000)));
    await baton.start('worker');
    const isCredited = ({ credits }: Shown): boolean => credits.some(({ reason }) => reason === 'outage');
    await lead.until(({ clocks }) => clocks.every(isCredited), 'the credit', 40_000);

    const rows = await postgres.query<{ part: string; from_at: Date; until_at: Date }>(
      `select * from outage where part = 'worker'`,
    );
    expect(rows.rows).toHaveLength(1);
    const { dueAt, breachedAt, credits, parts } = await clockOf(lead);
    expect(breachedAt).toBeNull();
    const outage = credits.find(({ reason }) => reason === 'outage')!;
    expect(outage.detail).toContain('worker');
    expect(ms(dueAt)).toBe(ms(before.dueAt) + outage.ms);
    expect(ms(dueAt)).toBeGreaterThan(rows.rows[0]!.until_at.getTime());
    expect(parts.systemMs).toBeGreaterThanOrEqual(outage.ms - heartbeatMs);
    expect((await lead.askAsHolder({ kind: 'accept' })).status).toBe(200);
    expect((await lead.events()).filter(({ kind }) => kind === 'ClockBreached')).toEqual([]);
  }, 120_000);
});

describe('evidence that comes late', () => {
  const broken = async (lead: LeadOverHttp): Promise<string[]> => {
    const { rows } = await postgres.query<{ clock: string }>(
      'select clock from clock where lead_id = $1 and breached_at is not null and withdrawn_at is null and abandoned_by is null order by clock',
      [lead.leadId],
    );
    return rows.map(({ clock }) => clock);
  };

  it('withdraws the breach, visibly, and the rows that are counted follow', async () => {
    const lead = await LeadOverHttp.handedOff(baton);
    await lead.until(({ clocks }) => clocks.length === 2 && clocks.every(isBroken), 'both breaches', 60_000);
    expect(await broken(lead)).toEqual(['accept', 'attempt']);
    const { toldAt } = await clockOf(lead);
    const { repId } = await lead.read();
    const data = { channel: 'call', by: 'rep', repId, seconds: 60 };
    const fact = { id: randomUUID(), kind: 'touch', occurredAt: toldAt, lead: { leadId: lead.leadId }, data };
    expect((await baton.call('POST', '/v1/facts', { facts: [fact] })).status).toBe(202);
    expect((await baton.call('POST', '/v1/facts', { facts: [fact] })).body).toMatchObject({ duplicates: 1 });
    await lead.hasEvent('BreachWithdrawn');
    expect((await lead.events()).filter(({ kind }) => kind === 'BreachWithdrawn')).toMatchObject([
      { clock: 'attempt', evidenceAt: toldAt },
    ]);
    expect(await broken(lead)).toEqual(['accept']);
  }, 90_000);
});

const isBroken = ({ breachedAt }: Shown): boolean => breachedAt !== null;
