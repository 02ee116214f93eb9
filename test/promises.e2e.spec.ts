import { randomUUID } from 'node:crypto';
import type { AgreementDocument } from '../libs/domain/agreement/document.js';
import { LeadOverHttp } from './support/lead-over-http.js';
import { startBaton, type Baton } from './support/start-baton.js';
import { tradeAgreement, tradeTeam } from './support/trade.js';

const agreement: AgreementDocument = {
  ...tradeAgreement,
  requirements: { marketing_qualified: [{ field: 'name', is: 'present' }] },
  missing: { track: 'winback', within: '2d', by: 'marketing' },
  followUp: {
    ...tradeAgreement.followUp,
    gap: [{ when: { sellerStage: 'interest', buyerStage: 'action' }, do: 'advise', say: 'let the buyer lead' }],
  },
};

let baton: Baton;
beforeAll(async () => {
  baton = await startBaton({ name: 'promises', agreement, team: tradeTeam });
}, 60_000);
afterAll(() => baton.stop());

async function handedOff(): Promise<LeadOverHttp> {
  const lead = await LeadOverHttp.capture(baton, { profile: { country: 'ES', name: 'Eva' } });
  await lead.does('form_submitted', { form: 'demo' });
  await lead.until(({ handOff }) => Boolean(handOff?.noticedAt), 'its rep to be told');
  return lead;
}
async function accepted(): Promise<LeadOverHttp> {
  const lead = await handedOff();
  expect((await lead.askAsHolder({ kind: 'accept' })).status).toBe(200);
  return lead;
}
const mailsOf = (subject: string): string[] =>
  baton.mail.mails.all().flatMap((mail) => (mail.subject.startsWith(subject) ? [mail.text ?? ''] : []));

describe('a lead that is qualified but incomplete', () => {
  it('waits on a clock of marketing’s, and is handed off once it is complete', async () => {
    const lead = await LeadOverHttp.capture(baton);
    await lead.does('form_submitted', { form: 'demo' });
    const waiting = await lead.until(({ clocks }) => clocks.length > 0, 'its clock');
    expect(waiting).toMatchObject({ stage: 'nurturing', repId: null, track: null });
    expect(waiting.clocks).toMatchObject([{ id: 'handOff:1/missing#1', clause: 'missing', by: 'marketing', breachedAt: null }]);
    await lead.does('profile_updated', { name: 'Eva' });
    await lead.reaches('marketing_qualified');
    expect((await lead.events()).filter(({ kind }) => kind === 'LeadIncomplete' || kind === 'ClockMet')).toMatchObject([
      { kind: 'LeadIncomplete', lane: 'inbound', lacking: ['requirements.marketing_qualified.0'], clause: 'missing' },
      { kind: 'ClockMet', clock: 'missing', lateMs: 0 },
      { kind: 'ClockMet', clock: 'assign' },
    ]);
  }, 60_000);
});

describe('what a call comes to', () => {
  it('is a word of the agreement: another is refused with the one that was meant', async () => {
    const lead = await accepted();
    const { status, body } = await lead.askAsHolder({ kind: 'touch', channel: 'call', result: 'conected' });
    expect([status, body.detail]).toEqual([400, 'The agreement knows no result `conected` of a call: did you mean `connected`?']);
    expect((await lead.askAsHolder({ kind: 'touch', channel: 'call', result: 'connected' })).status).toBe(200);
    expect(await lead.read()).toMatchObject({ cadence: null });
  }, 60_000);

  it('holds the follow-up of a wrong number until another is known; then the rep is told to call again', async () => {
    const lead = await accepted();
    await lead.askAsHolder({ kind: 'touch', channel: 'call', result: 'wrong-number' });
    expect(await lead.read()).toMatchObject({ cadence: { step: 'call', needs: 'phone', dueAt: null } });
    const before = mailsOf('Your next touch is due').length;
    await lead.does('profile_updated', { phone: '+34600000017' });
    await lead.hasEvent('CadenceStepAgain');
    await lead.until(() => mailsOf('Your next touch is due').length > before, 'the mail to its rep');
    expect(await lead.read()).toMatchObject({ cadence: { step: 'email', needs: null } });
  }, 60_000);
});

describe('a gap between the two cycles', () => {
  it('is seen once, and the rep reads the agreement’s own words', async () => {
    const lead = await accepted();
    await lead.askAsHolder({ kind: 'touch', channel: 'meeting' });
    await lead.until(() => mailsOf('The buyer is not where you are').length > 0, 'the advice');
    expect(mailsOf('The buyer is not where you are')[0]).toContain('ADVICE\nlet the buyer lead\n');
    const { repId } = await lead.read();
    const { body } = await baton.call('GET', `/v1/reps/${repId}/queue`);
    const queued = (body.queue as { leadId: string; advice: string[] }[]).find(({ leadId }) => leadId === lead.leadId);
    expect(queued?.advice).toEqual(['let the buyer lead']);
    expect(JSON.stringify(await lead.events())).not.toContain('let the buyer lead');
  }, 60_000);
});

describe('a rejection', () => {
  const contest = (lead: LeadOverHttp, side: 'marketing' | 'sales') =>
    baton.heads[side]('POST', `/v1/leads/${lead.leadId}/commands`, { id: randomUUID(), kind: 'contest' });

  it('is contested by marketing, once: somebody else gets the lead, and reads that it was rejected before', async () => {
    const lead = await handedOff();
    const { repId: first } = await lead.read();
    expect((await lead.askAsHolder({ kind: 'reject', reason: 'not-a-buyer' })).body.lead.stage).toBe('disqualified');
    expect((await contest(lead, 'sales')).status).toBe(403);
    expect(await contest(lead, 'marketing')).toMatchObject({ status: 200, body: { lead: { stage: 'marketing_qualified' } } });
    const again = await lead.read();
    expect([again.repId === first, again.handOff.number]).toEqual([false, 2]);
    const { whyNow, pastHandOffs } = await lead.read('/dossier');
    expect(whyNow.sentence).toContain('Hand-off number 2, contesting the rejection of number 1, by handOffs.lanes.inbound');
    expect(pastHandOffs).toMatchObject([{ handOff: 1, repId: first, reason: 'not-a-buyer' }]);
    await lead.askAsHolder({ kind: 'reject', reason: 'not-a-buyer' });
    expect(await contest(lead, 'marketing')).toMatchObject({ status: 409, body: { code: 'rejection.none' } });
  }, 60_000);
});
