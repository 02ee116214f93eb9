import { LeadOverHttp } from './support/lead-over-http.js';
import { startBaton, type Baton } from './support/start-baton.js';
import { tradeAgreement, tradeTeam } from './support/trade.js';

let baton: Baton;
const accept = { from: 'noticed', until: 'accepted', within: '2s', hours: 'always', by: 'sales' } as const;
// The queue comes late enough for the second rep's clock to run out first, also where a notice takes its time.
const escalation = [
  ...(tradeAgreement.handOffs.default?.escalation ?? []).slice(0, 3),
  { at: '500%', of: 'accept', do: 'queue', to: 'unworked' } as const,
];
const handOffs = { ...tradeAgreement.handOffs, default: { ...tradeAgreement.handOffs.default, clocks: { accept }, escalation } };

beforeAll(async () => {
  baton = await startBaton({ name: 'untouched', agreement: { ...tradeAgreement, handOffs }, team: tradeTeam });
}, 60_000);
afterAll(() => baton.stop());

describe('a hand-off that nobody touches', () => {
  it('is reminded, breached, escalated, reassigned and queued, each by its clause, none before its time', async () => {
    const lead = await LeadOverHttp.handedOff(baton);
    await lead.until(({ queue }) => queue === 'unworked', 'the queue', 40_000);
    const events = await lead.events();
    const steps = events.filter(({ kind }) => kind === 'Escalated');
    expect(steps.map(({ share, clause }) => [share, clause])).toEqual([
      [0.5, 'handOffs.default.escalation.0'],
      [1, 'handOffs.default.escalation.1'],
      [1.5, 'handOffs.default.escalation.2'],
      [5, 'handOffs.default.escalation.3'],
    ]);
    expect(events.filter(({ kind }) => kind === 'ClockBreached').map(({ clause }) => clause)).toEqual([
      'handOffs.default.clocks.accept',
      'handOffs.default.clocks.accept',
    ]);
    expect(events.filter(({ kind }) => kind === 'LeadAssigned').map(({ by }) => by)).toEqual(['ladder', 'escalation']);
    for (const { at, dueAt } of [...steps, ...events.filter(({ kind }) => kind === 'ClockBreached')]) {
      expect(Date.parse(at)).toBeGreaterThanOrEqual(Date.parse(String(dueAt)));
    }
    expect(await lead.read()).toMatchObject({ stage: 'marketing_qualified', repId: null, queue: 'unworked' });
  }, 60_000);

  it('has the reminder and the manager’s notice in the mail', async () => {
    const subjects = baton.mail.mails.all().map(({ to, subject }) => `${to}: ${subject}`);
    expect(subjects.filter((line) => line.startsWith('boss@sales.example'))).toHaveLength(1);
  });
});
