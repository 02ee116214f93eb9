import { LeadOverHttp } from './support/lead-over-http.js';
import { startBaton, type Baton } from './support/start-baton.js';
import { tradeAgreement, tradeTeam } from './support/trade.js';

let baton: Baton;
const ana = { id: 'ana', name: 'Ana', email: 'ana@sales.example', capacity: 1 };
const daysFromNow = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
const ben = { id: 'ben', name: 'Ben', email: 'ben@sales.example', absences: [{ from: daysFromNow(-1), to: daysFromNow(1) }] };
const team = { ...tradeTeam, reps: [ana, ben], pools: { sdr: { reps: ['ana', 'ben'] } } };

beforeAll(async () => {
  baton = await startBaton({ name: 'seats', agreement: tradeAgreement, team });
}, 60_000);
afterAll(() => baton.stop());

describe('a lead for whom nobody has a seat', () => {
  it('waits unrouted in sight of all, and goes to the rep who frees one', async () => {
    const first = await LeadOverHttp.handedOff(baton);
    await first.until(({ repId }) => repId === 'ana', 'Ana');
    const second = await LeadOverHttp.handedOff(baton);
    const waiting = await second.read();
    expect(waiting).toMatchObject({ repId: null, queue: 'unrouted' });
    expect(waiting.handOff.why).toMatchObject({
      repId: null,
      whyNot: [
        { repId: 'ana', why: 'no-seat' },
        { repId: 'ben', why: 'absent' },
      ],
    });
    expect(waiting.clocks).toMatchObject([{ clock: 'assign', by: 'system' }]);

    expect(await first.ask({ kind: 'reject', repId: 'ana', reason: 'outside-profile' })).toMatchObject({ status: 200 });
    const served = await second.until(({ repId }) => repId === 'ana', 'Ana, who is free again');
    expect(served.handOff.why).toMatchObject({ repId: 'ana', by: 'ladder', pool: 'sdr', strategy: 'round-robin' });
    expect(await second.read('/dossier')).toMatchObject({ whyRep: null });
    await second.until(({ handOff }) => handOff.noticedAt !== null, 'Ana to be told');
    const mail = baton.mail.mails.all().filter(({ to }) => to === 'ana@sales.example');
    expect(mail[0]?.text).toContain('WHY YOU\nana is next in turn of pool sdr, by handOffs.default.to.0.');
  }, 60_000);
});
