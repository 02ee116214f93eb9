import { randomUUID } from 'node:crypto';
import { LeadOverHttp } from './support/lead-over-http.js';
import { startBaton, type Baton } from './support/start-baton.js';
import { tradeAgreement, tradeTeam } from './support/trade.js';
import { eventually } from './support/eventually.js';

let baton: Baton;
beforeAll(async () => {
  baton = await startBaton({ name: 'one-lead', agreement: tradeAgreement, team: tradeTeam });
}, 60_000);
afterAll(() => baton.stop());

describe('one lead, end to end', () => {
  it('goes from first touch to customer, as one workflow', async () => {
    const lead = await LeadOverHttp.capture(baton, { profile: { name: 'Eva', country: 'ES' } });
    await lead.reaches('nurturing');
    await lead.does('form_submitted', { form: 'demo', product: 'crm' });
    await lead.reaches('marketing_qualified');
    const told = await lead.until(({ handOff }) => Boolean(handOff?.noticedAt), 'the notice');
    expect(told.clocks.map(({ clock }: { clock: string }) => clock).sort()).toEqual(['accept', 'firstTouch']);

    expect((await lead.askAsHolder({ kind: 'accept' })).body).toMatchObject({ applied: true, lead: { stage: 'sales_accepted' } });
    await lead.askAsHolder({ kind: 'touch', channel: 'call', seconds: 180, note: 'Wants to start in March.' });
    await lead.askAsHolder({ kind: 'advance', to: 'sales_qualified' });
    await lead.askAsHolder({ kind: 'advance', to: 'opportunity' });
    expect((await lead.askAsHolder({ kind: 'outcome', reason: 'bought' })).body.lead.stage).toBe('customer');

    const events = await lead.events();
    expect(events.filter(({ kind }) => kind === 'StageChanged').map(({ to }) => to)).toEqual([
      'nurturing',
      'marketing_qualified',
      'sales_accepted',
      'sales_qualified',
      'opportunity',
      'customer',
    ]);
    for (const event of events)
      expect(event).toMatchObject({ agreementVersion: 1, teamVersion: 1, at: expect.stringMatching(/Z$/) });
  });

  it('comes back from a recycle, and its second dossier says it is the second', async () => {
    const lead = await LeadOverHttp.handedOff(baton);
    const first = await lead.read('/dossier');
    expect(first).toMatchObject({ handOff: 1, whyNow: { clause: 'handOffs.lanes.inbound' }, pastHandOffs: [] });
    const points = first.score.reasons.reduce((sum: number, reason: { points: number }) => sum + reason.points, 0);
    expect(points).toBeCloseTo(first.score.fit + first.score.engagement, 9);

    await lead.askAsHolder({ kind: 'accept' });
    await lead.askAsHolder({ kind: 'outcome', reason: 'not-now' });
    await lead.reaches('nurturing');
    await lead.does('form_submitted', { form: 'demo', product: 'crm' });
    await lead.reaches('marketing_qualified');
    expect(await lead.read('/dossier')).toMatchObject({ handOff: 2, pastHandOffs: [{ handOff: 1, reason: 'not-now' }] });
    expect(await lead.read('/dossier?handOff=1')).toMatchObject({ handOff: 1 });
  });

  it('tells the rep by mail, with the reason, once', async () => {
    const lead = await LeadOverHttp.handedOff(baton);
    const { repId } = await lead.until(({ handOff }) => Boolean(handOff?.noticedAt), 'the notice');
    const mails = baton.mail.mails.all().filter((mail) => mail.text.includes(lead.leadId));
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({ to: `${repId}@sales.example` });
    expect(mails[0]?.text).toContain('handOffs.lanes.inbound');
  });

  it('sends nurture mail only to a lead that consents', async () => {
    const [yes, no] = [`${randomUUID()}@yes.example`, `${randomUUID()}@no.example`];
    await LeadOverHttp.capture(baton, { email: yes });
    const refused = await LeadOverHttp.capture(baton, { email: no, consent: { email: false } });
    await refused.until(({ track }) => track?.step === 'wait:3d', 'the wait step');
    await eventually(() => expect(baton.mail.mails.all().map(({ to }) => to)).toContain(yes));
    await eventually(async () =>
      expect((await refused.events()).find(({ kind }) => kind === 'EffectDone')).toMatchObject({ outcome: 'skipped' }),
    );
    expect(baton.mail.mails.all().map(({ to }) => to)).not.toContain(no);
  });

  it('refuses with the cure, and gives the same id the same answer', async () => {
    const lead = await LeadOverHttp.handedOff(baton);
    const id = randomUUID();
    const early = await lead.askAsHolder({ id, kind: 'advance', to: 'sales_qualified' });
    expect(early).toMatchObject({ status: 409, body: { code: 'lead.not_ready_to_advance' } });
    expect(early.headers.get('content-type')).toContain('application/problem+json');
    const again = await lead.askAsHolder({ id, kind: 'advance', to: 'sales_qualified' });
    expect(again).toMatchObject({ status: 409, body: { code: 'lead.not_ready_to_advance' } });
    const other = await lead.askAsHolder({ id, kind: 'accept' });
    expect(other).toMatchObject({ status: 409, body: { code: 'command.id_reused' } });
  });

  it('keeps a touch on an ended lead as a fact, which changes nothing', async () => {
    const lead = await LeadOverHttp.handedOff(baton);
    const { repId } = await lead.read();
    await lead.ask({ kind: 'reject', repId, reason: 'not-a-buyer' });
    await lead.reaches('disqualified');
    const touch = await lead.ask({ kind: 'touch', repId, channel: 'email' });
    expect(touch).toMatchObject({ status: 200, body: { applied: false, lead: { stage: 'disqualified' } } });
    expect((await lead.read('/facts')).facts.map(({ kind }: { kind: string }) => kind)).toContain('touch');
  });

  it('is the anonymous visitor it was before it gave its name', async () => {
    const anonymousId = randomUUID();
    const visit = {
      id: randomUUID(),
      kind: 'file_downloaded',
      occurredAt: new Date().toISOString(),
      lead: { anonymousId },
      data: {},
    };
    await baton.call('POST', '/v1/facts', { facts: [visit] });
    const lead = await LeadOverHttp.capture(baton, { anonymousId });
    await eventually(async () => expect((await lead.read('/score')).assessment.engagement).toBeGreaterThan(9));
  });

  it('answers 404 for a lead nobody captured, and says how to', async () => {
    const unknown = new LeadOverHttp(baton, randomUUID());
    const answer = await unknown.ask({ kind: 'retry' });
    expect(answer).toMatchObject({ status: 404 });
    expect(answer.body.detail).toContain('POST /v1/leads');
  });
});
