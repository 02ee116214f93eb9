import { randomUUID } from 'node:crypto';
import { apiUnderTest, expectProblem, sample, type ApiUnderTest, type Reply } from '../../../test/support/api-under-test.js';
import * as schemas from './lead.schemas.js';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await apiUnderTest('lead');
  await api.postYaml('/v1/teams', sample('team'));
  await api.putInForce(sample('agreement'));
});
afterAll(() => api.close());

async function capture(email: string): Promise<string> {
  return (await api.post('/v1/leads', { email })).body['leadId'] as string;
}

describe('a lead, once an agreement is in force', () => {
  const ask = (leadId: string, command: Record<string, unknown>): Promise<Reply> =>
    api.post(`/v1/leads/${leadId}/commands`, command);

  it('reads as its schema says, before and after its first turn', async () => {
    const leadId = await capture('reads@x.example');
    expect(schemas.leadView.parse((await api.get(`/v1/leads/${leadId}`)).body)).toMatchObject({
      turn: 0,
      assessment: { band: 'cold' },
    });
    await ask(leadId, { id: randomUUID(), kind: 'retry' });
    const { body } = await api.get(`/v1/leads/${leadId}`);
    expect(schemas.leadView.parse(body)).toMatchObject({ stage: 'nurturing', agreementVersion: 1, teamVersion: 1 });
    expect(schemas.eventPage.parse((await api.get(`/v1/leads/${leadId}/events`)).body).events.length).toBeGreaterThan(0);
    expect(schemas.factPage.parse((await api.get(`/v1/leads/${leadId}/facts`)).body).facts).toHaveLength(1);
    expect(schemas.scoreView.parse((await api.get(`/v1/leads/${leadId}/score`)).body).assessment.band).toBe('cold');
    await expectProblem(api.get(`/v1/leads/${leadId}/dossier`), 404, 'dossier.none');
  });

  it('is handed off, accepted and refused; the dossier is read as it was frozen', async () => {
    const leadId = await handedOff('hot@x.example');
    const lead = schemas.leadView.parse((await api.get(`/v1/leads/${leadId}`)).body);
    expect(lead).toMatchObject({ stage: 'marketing_qualified', handOffs: 1, repId: expect.any(String) as string });
    expect(lead.clocks.every(({ msLeft }) => msLeft > 0)).toBe(true);
    const dossier = schemas.dossierView.parse((await api.get(`/v1/leads/${leadId}/dossier`)).body);
    expect(dossier.score.reasons.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(
      dossier.score.fit + dossier.score.engagement,
    );
    await expectProblem(api.get(`/v1/leads/${leadId}/dossier?handOff=2`), 404, 'dossier.none');

    const another = lead.repId === 'ana' ? 'ben' : 'ana';
    await expectProblem(ask(leadId, { id: randomUUID(), kind: 'accept', repId: another }), 409, 'lead.held_by_another');
    const accept = { id: randomUUID(), kind: 'accept', repId: lead.repId };
    const accepted = await ask(leadId, accept);
    expect([accepted.status, accepted.body]).toMatchObject([200, { applied: true, lead: { stage: 'sales_accepted' } }]);
    expect((await ask(leadId, accept)).body).toEqual(accepted.body);
    await expectProblem(ask(leadId, { ...accept, note: 'again' }), 409, 'command.id_reused');
  });

  it('pages through its events', async () => {
    const leadId = await handedOff('pages@x.example');
    const all = schemas.eventPage.parse((await api.get(`/v1/leads/${leadId}/events?limit=1000`)).body);
    const ids: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const page = schemas.eventPage.parse((await api.get(`/v1/leads/${leadId}/events?limit=2${next && `&after=${next}`}`)).body);
      ids.push(...page.events.map(({ id }) => id));
      next = page.next;
    }
    expect(ids).toEqual(all.events.map(({ id }) => id));
  });

  it('scores at an instant of the past by what was known then', async () => {
    const leadId = await capture('past@x.example');
    const { receivedAt } = schemas.factPage.parse((await api.get(`/v1/leads/${leadId}/facts`)).body).facts[0]!;
    await api.post('/v1/facts', { facts: [demo('past@x.example')] });
    const score = async (at: string): Promise<number> =>
      schemas.scoreView.parse((await api.get(`/v1/leads/${leadId}/score?at=${encodeURIComponent(at)}`)).body).assessment
        .engagement;
    expect(await score(receivedAt)).toBe(0);
    expect(await score(new Date(Date.now() + 1000).toISOString())).toBeGreaterThan(0);
    await expectProblem(api.get(`/v1/leads/${leadId}/score?at=2020-01-01T00:00:00Z`), 404, 'score.none');
  });

  it('that was joined to another says to which', async () => {
    const leadId = await capture('joined@x.example');
    await api.post('/v1/facts', { facts: [{ ...demo(''), lead: { anonymousId: 'visitor' } }] });
    const [visitor] = await api.source.query<{ lead_id: string }[]>(`select lead_id from lead_identity where value = 'visitor'`);
    await api.post('/v1/leads', { email: 'joined@x.example', anonymousId: 'visitor' });
    await expectProblem(ask(visitor!.lead_id, { id: randomUUID(), kind: 'retry' }), 409, 'lead.merged');
    expect((await api.get(`/v1/leads/${visitor!.lead_id}`)).body).toMatchObject({ stage: 'merged', mergedIntoLeadId: leadId });
  });

  const demo = (email: string): Record<string, unknown> => ({
    id: randomUUID(),
    kind: 'form_submitted',
    occurredAt: new Date().toISOString(),
    lead: { email },
    data: { form: 'demo' },
  });

  async function handedOff(email: string): Promise<string> {
    const profile = { name: 'Eva Ruiz', country: 'ES', company: { name: 'Acme', employees: 120 } };
    const { leadId } = (await api.post('/v1/leads', { email, profile, consent: { email: true } })).body as { leadId: string };
    await api.post('/v1/facts', { facts: [demo(email)] });
    await ask(leadId, { id: randomUUID(), kind: 'retry' });
    return leadId;
  }
});

describe('when Temporal is away', () => {
  beforeAll(() => (api.temporal.isAway = true));
  afterAll(() => (api.temporal.isAway = false));

  it('commands wait with Retry-After, stored; captures go on; /readyz says which part', async () => {
    const leadId = await capture('away@x.example');
    const reply = await api.post(`/v1/leads/${leadId}/commands`, { id: randomUUID(), kind: 'retry' });
    await expectProblem(Promise.resolve(reply), 503, 'lead.no_answer');
    expect(reply.headers['retry-after']).toBe('1');
    await expectProblem(api.get('/readyz'), 503, 'temporal.away');
    expect((await api.get('/healthz')).status).toBe(200);
  });
});
