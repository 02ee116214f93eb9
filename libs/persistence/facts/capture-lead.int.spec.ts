import type { DataSource } from 'typeorm';
import { testDatabase } from '../../../test/support/stack.js';
import { createDataSource } from '../data-source.js';
import { appendFacts } from './append-facts.js';
import { captureLead, type Captured } from './capture-lead.js';
import type { Capture } from './facts-of-capture.js';
import { withdrawConsent } from './withdraw-consent.js';

let source: DataSource;
beforeAll(async () => {
  source = await createDataSource((await testDatabase('capture')).url).initialize();
});
afterAll(() => source.destroy());

const now = Date.UTC(2026, 10, 23, 9);
const capture = (over: Partial<Capture>): Promise<Captured> =>
  captureLead(source, { lead: {}, profile: {}, consent: {}, ...over }, now);
const visit = (anonymousId: string, id: string) =>
  appendFacts(source, [{ id, kind: 'page_viewed', occurredAt: now, lead: { anonymousId }, data: {} }], now);

async function expectCaptured(captured: Promise<Captured>): Promise<Extract<Captured, { ok: true }>> {
  const result = await captured;
  if (!result.ok) throw new Error(`refused at ${result.problem.path}`);
  return result;
}

async function factsOf(leadId: string): Promise<{ id: string; seq: number; kind: string }[]> {
  return source.query('select id, seq, kind from fact where lead_id = $1 order by seq', [leadId]);
}

describe('a captured lead', () => {
  it('is who the sender says, in the one form', async () => {
    const { leadId, created } = await expectCaptured(
      capture({
        id: 'c1',
        lead: { email: 'Eva@Acme.example', phone: '612345678' },
        profile: { country: 'ES' },
        consent: { email: true },
      }),
    );
    expect(created).toBe(true);
    expect(await source.query('select profile, consent from lead where lead_id = $1', [leadId])).toEqual([
      {
        profile: { country: 'ES', email: 'eva@acme.example', phone: '+34612345678' },
        consent: { email: { given: true, at: now } },
      },
    ]);
    expect(await factsOf(leadId)).toEqual([
      { id: 'c1', seq: 1, kind: 'captured' },
      { id: 'c1:consent:email', seq: 2, kind: 'consent' },
    ]);
  });

  it('is not created again by another capture of the same person', async () => {
    const first = await expectCaptured(capture({ lead: { email: 'again@x.example' } }));
    const again = await expectCaptured(capture({ lead: { email: 'AGAIN@x.example', externalId: 'crm-1' } }));
    expect(again).toMatchObject({ leadId: first.leadId, created: false });
  });

  it('is stored once under one id, and another body under it is refused whole', async () => {
    const first = await expectCaptured(capture({ id: 'c2', lead: { email: 'once@x.example' } }));
    const again = await expectCaptured(capture({ id: 'c2', lead: { email: 'once@x.example' } }));
    expect(again).toMatchObject({ leadId: first.leadId, created: false });
    expect(await factsOf(first.leadId)).toHaveLength(1);
    const other = await capture({ id: 'c2', lead: { email: 'once@x.example' }, consent: { phone: true } });
    expect(other).toMatchObject({ ok: false, problem: { code: 'fact.id_reused' } });
    expect(await factsOf(first.leadId)).toHaveLength(1);
  });

  it('is refused whole when a part is wrong', async () => {
    const refused = await capture({ lead: { email: 'half@x.example', phone: '1' } });
    expect(refused).toMatchObject({ ok: false, problem: { path: 'lead.phone' } });
    expect(await source.query(`select 1 from lead_identity where value = 'half@x.example'`)).toEqual([]);
  });
});

describe('a visitor who becomes known', () => {
  it('stays the same lead when nobody bore the address', async () => {
    const { leads } = await visit('visitor-1', 'visit-1');
    const known = await expectCaptured(capture({ lead: { email: 'v1@x.example', anonymousId: 'visitor-1' } }));
    expect(known).toMatchObject({ leadId: leads[0]!.leadId, created: false, conflicts: [] });
  });

  it('brings the history to the lead that bears it, which is numbered on; the visitor’s life is told', async () => {
    const { leadId } = await expectCaptured(capture({ id: 'c3', lead: { email: 'v2@x.example' } }));
    const { leads } = await visit('visitor-2', 'visit-2');
    const visitor = leads[0]!.leadId;
    await source.query('delete from due_lead');
    await expectCaptured(capture({ id: 'c4', lead: { email: 'v2@x.example', anonymousId: 'visitor-2' } }));
    expect(await factsOf(leadId)).toEqual([
      { id: 'c3', seq: 1, kind: 'captured' },
      { id: 'visit-2', seq: 2, kind: 'page_viewed' },
      { id: 'c4', seq: 3, kind: 'captured' },
    ]);
    expect(await source.query('select merged_into from lead where lead_id = $1', [visitor])).toEqual([{ merged_into: leadId }]);
    const due = await source.query<{ lead_id: string }[]>('select lead_id from due_lead');
    expect(due.map((row) => row.lead_id).sort()).toEqual([leadId, visitor].sort());
  });

  it('is found from then on under the id it had before', async () => {
    const { leadId } = await expectCaptured(capture({ lead: { email: 'v3@x.example' } }));
    const visitor = (await visit('visitor-3', 'visit-3')).leads[0]!.leadId;
    await expectCaptured(capture({ lead: { email: 'v3@x.example', anonymousId: 'visitor-3' } }));
    const late = { id: 'visit-4', kind: 'page_viewed', occurredAt: now, lead: { leadId: visitor }, data: {} };
    expect((await appendFacts(source, [late], now)).leads).toEqual([{ leadId, created: false }]);
    expect((await visit('visitor-3', 'visit-5')).leads).toEqual([{ leadId, created: false }]);
  });

  it('is found under it also when it was joined to one who was joined later', async () => {
    const first = (await visit('visitor-6', 'visit-60')).leads[0]!.leadId;
    const second = (await visit('visitor-7', 'visit-70')).leads[0]!.leadId;
    const both = {
      id: 'visit-71',
      kind: 'page_viewed',
      occurredAt: now,
      lead: { leadId: second, anonymousId: 'visitor-6' },
      data: {},
    };
    await appendFacts(source, [both], now);
    const { leadId } = await expectCaptured(capture({ lead: { email: 'v6@x.example' } }));
    await expectCaptured(capture({ lead: { email: 'v6@x.example', anonymousId: 'visitor-7' } }));
    const into = await source.query('select merged_into from lead where lead_id = any($1) order by lead_id = $2 desc', [
      [first, second],
      first,
    ]);
    expect(into).toEqual([{ merged_into: second }, { merged_into: leadId }]);

    const late = { id: 'visit-61', kind: 'page_viewed', occurredAt: now, lead: { leadId: first }, data: {} };
    expect((await appendFacts(source, [late], now)).leads).toEqual([{ leadId, created: false }]);
    expect(await withdrawConsent(source, first, 'email', now)).toBe(true);
    expect((await factsOf(leadId)).at(-1)).toMatchObject({ kind: 'consent' });
  });

  it('joins once when many say so at the same time', async () => {
    const { leadId } = await expectCaptured(capture({ lead: { email: 'v4@x.example' } }));
    await visit('visitor-4', 'visit-6');
    const both = { email: 'v4@x.example', anonymousId: 'visitor-4' };
    await Promise.all(Array.from({ length: 6 }, (_, n) => capture({ id: `join-${n}`, lead: both })));
    const seqs = (await factsOf(leadId)).map(({ seq }) => seq);
    expect(seqs).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});

describe('two known leads', () => {
  it('stay two, and the conflict is told and kept', async () => {
    const one = await expectCaptured(capture({ lead: { email: 'k1@x.example' } }));
    const other = await expectCaptured(capture({ lead: { phone: '+34600000001' } }));
    const both = await expectCaptured(capture({ lead: { email: 'k1@x.example', phone: '+34600000001' } }));
    const conflict = { leadId: one.leadId, otherLeadId: other.leadId, kind: 'phone' };
    expect(both).toMatchObject({ leadId: one.leadId, conflicts: [conflict] });
    await capture({ lead: { email: 'k1@x.example', phone: '+34600000001' } });
    expect(await source.query('select lead_id, other_lead_id, kind from identity_conflict')).toEqual([
      { lead_id: one.leadId, other_lead_id: other.leadId, kind: 'phone' },
    ]);
  });
});
