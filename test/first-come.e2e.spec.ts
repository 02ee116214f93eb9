import type { AgreementDocument } from '../libs/domain/agreement/document.js';
import { eventually } from './support/eventually.js';
import { LeadOverHttp } from './support/lead-over-http.js';
import { startBaton, type Baton } from './support/start-baton.js';
import { tradeAgreement, tradeTeam } from './support/trade.js';

let baton: Baton;
const { default: shared, lanes } = tradeAgreement.handOffs;
const agreement: AgreementDocument = {
  ...tradeAgreement,
  handOffs: {
    lanes: lanes.map((lane) => ({
      ...lane,
      to: [{ pool: 'sdr', strategy: 'first-come', wait: '10s' }, { queue: 'backlog' }],
      clocks: { speed: { from: 'occurred', until: 'real-touch', within: '5min', hours: 'coverage', by: 'sales' } },
    })),
    default: { ...shared, escalation: [] },
  },
};
beforeAll(async () => {
  baton = await startBaton({ name: 'first-come', agreement, team: tradeTeam });
}, 60_000);
afterAll(() => baton.stop());

const told = (): string[] =>
  baton.mail.mails.all().flatMap(({ to, subject }) => (subject.includes('if you are first') ? [String(to)] : []));
const queueOf = async (repId: string, leadId: string): Promise<{ isOffered: boolean; leadId: string }[]> => {
  const { queue } = (await baton.call('GET', `/v1/reps/${repId}/queue`)).body as {
    queue: { isOffered: boolean; leadId: string }[];
  };
  return queue.filter((lead) => lead.leadId === leadId);
};

describe('a lead that is offered to a pool', () => {
  it('is told to all of it by mail, and is the first’s who accepts, however many do at once', async () => {
    const lead = await LeadOverHttp.handedOff(baton);
    await eventually(() => expect(told().sort()).toEqual(['ana', 'ben', 'cleo'].map((id) => `${id}@sales.example`)));
    for (const repId of ['ana', 'ben', 'cleo']) expect(await queueOf(repId, lead.leadId)).toMatchObject([{ isOffered: true }]);

    const answers = await Promise.all(['ana', 'ben', 'cleo'].map((repId) => lead.ask({ kind: 'accept', repId })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const { repId, stage } = await lead.read();
    expect(stage).toBe('sales_accepted');
    for (const { body } of answers.filter(({ status }) => status === 409))
      expect(body).toMatchObject({ code: 'lead.taken', details: { repId } });
    for (const other of ['ana', 'ben', 'cleo'])
      expect((await queueOf(other, lead.leadId)).map(({ isOffered }) => isOffered)).toEqual(other === repId ? [false] : []);

    await lead.ask({ kind: 'touch', repId, channel: 'call', seconds: 90 });
    const met = (await lead.events()).filter(({ kind, clock }) => kind === 'ClockMet' && clock === 'speed');
    expect(met).toMatchObject([{ lateMs: 0 }]);
  }, 60_000);

  it('goes on to the next rung when nobody takes it in time', async () => {
    const lead = await LeadOverHttp.handedOff(baton);
    await lead.until(({ queue }) => queue === 'backlog', 'the backlog', 45_000);
    const events = await lead.events();
    expect(events.filter(({ kind }) => kind === 'OfferEnded')).toMatchObject([{ reps: ['ana', 'ben', 'cleo'] }]);
    expect(events.filter(({ kind }) => kind === 'LeadAssigned')).toEqual([]);
    expect(await queueOf('ana', lead.leadId)).toEqual([]);
  }, 60_000);
});
