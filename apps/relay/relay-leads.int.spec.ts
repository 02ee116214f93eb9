import type { DataSource } from 'typeorm';
import { parseAgreement } from '../../libs/agreement-file/parse-agreement.js';
import { newLead, type LeadState } from '../../libs/domain/lifecycle/lead.js';
import { storeAgreement } from '../../test/support/store-agreement.js';
import { storeTeam } from '../../libs/persistence/agreements/store-team.js';
import { createDataSource } from '../../libs/persistence/data-source.js';
import { appendFacts } from '../../libs/persistence/facts/append-facts.js';
import { makeDue } from '../../libs/persistence/facts/due-leads.js';
import { NoAnswer } from '../../libs/temporal/no-answer.js';
import { testDatabase } from '../../test/support/stack.js';
import { relayLeads } from './relay-leads.js';

const agreement = (demoPoints: number): string => `
agreement: relay-test
signals:
  demo-asked: { fact: form_submitted, where: { form: demo } }
scoring:
  engagement: [ { signal: demo-asked, points: ${demoPoints}, halfLife: 1d } ]
  bands: [ { band: hot, engagement: { gte: 50 } }, { band: cold } ]
handOffs:
  lanes: [ { id: inbound, when: { band: hot }, to: [ { queue: unrouted } ] } ]
`;

let source: DataSource;
const rings: { leadId: string; upTo: number }[] = [];
const ring = async (leadId: string, upTo: number): Promise<void> => void rings.push({ leadId, upTo });
const relay = (): ReturnType<typeof relayLeads> => relayLeads(source, { ring }, 100);

beforeAll(async () => {
  source = await createDataSource((await testDatabase('relay')).url).initialize();
});
afterAll(() => source.destroy());
beforeEach(async () => {
  rings.length = 0;
  await source.query('delete from due_lead');
});

const putInForce = async (demoPoints: number): Promise<void> => {
  const document = parseAgreement(agreement(demoPoints));
  if (!document.ok) throw new Error(JSON.stringify(document.problems));
  await storeAgreement(source, document.value);
};

let ids = 0;
async function tell(anonymousId: string, kind: string, data: Record<string, unknown> = {}): Promise<string> {
  const { leads } = await appendFacts(source, [{ id: `fact-${(ids += 1)}`, kind, lead: { anonymousId }, data }], Date.now());
  return leads[0]!.leadId;
}
const view = (visitor: string): Promise<string> => tell(visitor, 'page_viewed');
const askForDemo = (visitor: string): Promise<string> => tell(visitor, 'form_submitted', { form: 'demo' });

/** What a turn would have written: the relay only reads it. */
async function live(leadId: string, over: Partial<LeadState> & { turn?: number }, ended = false): Promise<void> {
  const state = { ...newLead(leadId, 0), agreementVersion: 1, ...over };
  await source.query(
    `insert into life (lead_id, turn, state, stage, heard_seq, agreement_version, team_version, ended)
     values ($1, $2, $3, $4, $5, $6, 1, $7) on conflict (lead_id) do update set turn = excluded.turn, state = excluded.state,
       heard_seq = excluded.heard_seq, agreement_version = excluded.agreement_version, ended = excluded.ended`,
    [leadId, state.turn || Date.now(), JSON.stringify(state), state.stage, state.heardSeq, state.agreementVersion, ended],
  );
}

async function ledgerOf(leadId: string): Promise<Record<string, unknown>> {
  const [row] = await source.query<Record<string, unknown>[]>('select * from ledger where lead_id = $1', [leadId]);
  return row ?? {};
}

async function dueInMs(leadId: string): Promise<number | null> {
  const [row] = await source.query<{ ms: string }[]>(
    'select extract(epoch from due_at - now()) * 1000 as ms from due_lead where lead_id = $1',
    [leadId],
  );
  return row ? Number(row.ms) : null;
}

it('without an agreement in force, facts wait and nobody is rung', async () => {
  const leadId = await view('early');
  expect(await relay()).toEqual({ leads: 0, rung: 0, unrung: 0, faulty: [] });
  expect(await dueInMs(leadId)).toBeLessThanOrEqual(0);
});

describe('with an agreement in force', () => {
  beforeAll(async () => {
    await putInForce(60);
    await storeTeam(source, { team: 'relay-team', reps: [] });
  });

  it('the first fact opens a life; the ring is repeated until it is heard', async () => {
    const leadId = await view('first');
    expect(await relay()).toEqual({ leads: 1, rung: 1, unrung: 0, faulty: [] });
    expect(rings).toEqual([{ leadId, upTo: 1 }]);
    expect(await ledgerOf(leadId)).toMatchObject({ seq: 1, owed_seq: 1, rings: 1, standing: { band: 'cold' } });
    expect(await dueInMs(leadId)).toBeGreaterThan(4_000);

    await source.query(`update ledger set ring_at = now() where lead_id = $1`, [leadId]);
    await makeDue(source.manager, [leadId]);
    await relay();
    expect(rings).toHaveLength(2);
    expect(await dueInMs(leadId)).toBeGreaterThan(9_000);

    await live(leadId, { heardSeq: 1 });
    await makeDue(source.manager, [leadId]);
    await relay();
    expect(rings).toHaveLength(2);
    expect(await ledgerOf(leadId)).toMatchObject({ owed_seq: null, rings: 0 });
    expect(await dueInMs(leadId)).toBeNull();
  });

  it('a fact that changes nothing costs no ring; one that changes the standing does, and sets when time will', async () => {
    const leadId = await view('second');
    await live(leadId, { heardSeq: 1 });
    await relay();
    rings.length = 0;
    await live(leadId, { heardSeq: 1, turn: Date.now() + 1000 });

    await view('second');
    await relay();
    expect(rings).toEqual([]);

    await askForDemo('second');
    await relay();
    expect(rings).toEqual([{ leadId, upTo: 3 }]);
    expect(await ledgerOf(leadId)).toMatchObject({ seq: 3, standing: { band: 'hot' }, changes_at: expect.any(Date) as Date });
  });

  it('a baseline takes the score back without a ring: the life that has set it knows', async () => {
    const leadId = await askForDemo('fourth');
    await relay();
    rings.length = 0;
    const { ledger } = (await ledgerOf(leadId)) as { ledger: LeadState['baseline'] };
    await live(leadId, { heardSeq: 1, baseline: { at: Date.now(), rules: ledger!.rules } });
    await makeDue(source.manager, [leadId]);
    await relay();
    expect(rings).toEqual([]);
    expect(await ledgerOf(leadId)).toMatchObject({ standing: { band: 'cold' }, baseline_at: expect.any(Date) as Date });
  });

  it('a life under another version has its ledger built anew, from all facts', async () => {
    const leadId = await askForDemo('fifth');
    await relay();
    await putInForce(10);
    await live(leadId, { heardSeq: 1, agreementVersion: 2 });
    await makeDue(source.manager, [leadId]);
    await relay();
    expect(await ledgerOf(leadId)).toMatchObject({ agreement_version: 2, seq: 1, standing: { band: 'cold' } });
  });

  it('a lead that was joined to another is rung, so that its life ends; when it has, there is silence', async () => {
    const visitor = await view('visitor');
    await relay();
    await live(visitor, { heardSeq: 1, agreementVersion: 2 });
    await makeDue(source.manager, [visitor]);
    await relay();
    rings.length = 0;
    const known = { id: 'known', kind: 'page_viewed', lead: { email: 'known@x.example' }, data: {} };
    const { leads } = await appendFacts(source, [known], Date.now());
    await appendFacts(
      source,
      [{ ...known, id: 'joined', lead: { email: 'known@x.example', anonymousId: 'visitor' } }],
      Date.now(),
    );
    await relay();
    expect(rings).toContainEqual({ leadId: visitor, upTo: 1 });
    expect(rings).toContainEqual({ leadId: leads[0]!.leadId, upTo: 3 });

    await live(visitor, { heardSeq: 1, stage: 'merged', agreementVersion: 2 }, true);
    await makeDue(source.manager, [visitor]);
    rings.length = 0;
    await relay();
    expect(rings.filter(({ leadId }) => leadId === visitor)).toEqual([]);
    expect(await dueInMs(visitor)).toBeNull();
  });

  it('a ring that Temporal does not take stays owed, does not count, and goes out again after a breath', async () => {
    const leadId = await view('away');
    const away = { ring: () => Promise.reject(new NoAnswer('UNAVAILABLE')) };
    expect(await relayLeads(source, away, 100)).toEqual({ leads: 1, rung: 0, unrung: 1, faulty: [] });
    expect(await ledgerOf(leadId)).toMatchObject({ owed_seq: 1, rings: 0 });
    expect(await dueInMs(leadId)).toBeGreaterThan(4_000);
    await source.query('update ledger set ring_at = now() where lead_id = $1', [leadId]);
    await makeDue(source.manager, [leadId]);
    await relay();
    expect(rings).toEqual([{ leadId, upTo: 1 }]);
  });

  it('a version that was altered leaves its own leads waiting, and no others', async () => {
    const [old, young] = [await view('of-old-terms'), await view('of-new-terms')];
    await live(old, { heardSeq: 0 });
    await source.query(`update agreement set hash = 'altered ' || hash where version = 1`);
    const fresh = await createDataSource((source.options as { url: string }).url).initialize(); // it has compiled nothing yet
    const relayed = await relayLeads(fresh, { ring }, 100).finally(() => fresh.destroy());
    expect(relayed).toMatchObject({ leads: 2, rung: 1, faulty: [{ leadId: old }] });
    expect(rings).toEqual([{ leadId: young, upTo: 1 }]);
    expect(await dueInMs(old)).toBeGreaterThan(9 * 60_000);
    await source.query(`update agreement set hash = replace(hash, 'altered ', '') where version = 1`);
  });

  it('a lead that could not be scored when something became free is rung for that once it can be', async () => {
    const leadId = await view('waits-for-a-seat');
    await relay();
    await live(leadId, { heardSeq: 1 });
    await makeDue(source.manager, [leadId], { wake: true });
    rings.length = 0;
    await source.query(`update agreement set hash = 'altered ' || hash where version = 1`);
    const fresh = await createDataSource((source.options as { url: string }).url).initialize();
    const relayed = await relayLeads(fresh, { ring }, 100).finally(() => fresh.destroy());
    expect(relayed).toMatchObject({ rung: 0, faulty: [{ leadId }] });
    await source.query(`update agreement set hash = replace(hash, 'altered ', '') where version = 1`);
    await source.query('update due_lead set due_at = now() where lead_id = $1', [leadId]);
    await relay();
    await live(leadId, { heardSeq: 1, turn: Date.now() + 1_000 });
    await makeDue(source.manager, [leadId]);
    await relay();
    expect(rings).toEqual([{ leadId, upTo: 1 }]);
  });

  it('many relays share the work: each lead is rung once', async () => {
    const visitors = Array.from({ length: 40 }, (_, n) => `crowd-${n}`);
    await Promise.all(visitors.map(view));
    await Promise.all(Array.from({ length: 8 }, () => relayLeads(source, { ring }, 10)));
    while ((await relay()).leads > 0);
    expect(new Set(rings.map(({ leadId }) => leadId)).size).toBe(40);
    expect(rings).toHaveLength(40);
  });
});
