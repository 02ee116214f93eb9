import { Life } from '../../../test/support/life.js';
import { day, hour, minute, start } from '../../../test/support/terms-for-scoring.js';
import { tradeAgreement, tradeTeamCompiled, tradeTerms } from '../../../test/support/trade.js';
import type { RungDocument } from '../agreement/document.js';
import type { TeamDocument } from '../agreement/team-document.js';

const week = { mon: ['09:00-17:00'], tue: ['09:00-17:00'], wed: ['09:00-17:00'], thu: ['09:00-17:00'], fri: ['09:00-17:00'] };
const office = { zone: 'UTC', week, holidays: ['2026-01-06'] };
const nine = 9 * hour;
const rep = (id: string, parts: Partial<TeamDocument['reps'][number]> = {}) => ({
  id,
  name: id,
  email: `${id}@sales.example`,
  ...parts,
});
const sdr: RungDocument = { pool: 'sdr' };
const unrouted: RungDocument = { queue: 'unrouted' };

function houseOf(team: Partial<TeamDocument>, to: RungDocument[] = [sdr]): { lead(): Life } {
  const terms = tradeTerms({
    handOffs: { ...tradeAgreement.handOffs, default: { ...tradeAgreement.handOffs.default, to, escalation: [] } },
  });
  const compiled = tradeTeamCompiled({ calendars: { office }, ...team });
  const shared = { loads: {}, seats: [] };
  return { lead: () => Object.assign(new Life(terms, compiled), shared) };
}
const alone = (parts: Partial<TeamDocument['reps'][number]>) => ({
  reps: [rep('ana', parts)],
  pools: { sdr: { reps: ['ana'] } },
});
const sinceStart = (life: Life): number[] => life.find('LeadAssigned').map(({ at }) => at - start);

describe('a night without anybody', () => {
  it('leaves the lead unrouted, its clock running and broken in sight of all, until the first shift takes it', () => {
    const life = houseOf(alone({ calendar: 'office' }), [sdr, unrouted])
      .lead()
      .asksForDemo();
    expect(life.state).toMatchObject({ queue: 'unrouted', repId: null, handOff: { heldUntilAt: start + nine } });
    life.passes(2 * minute);
    expect(life.find('ClockBreached')).toMatchObject([
      { clock: 'assign', clause: 'handOffs.default.clocks.assign', repId: null },
    ]);
    life.passes(day / 2);
    expect(life.state).toMatchObject({ queue: null, repId: 'ana' });
    expect(sinceStart(life)).toEqual([nine]);
    expect(life.find('ClockMet')).toMatchObject([{ clock: 'assign', lateMs: nine - minute }]);
  });

  it('is a hold where the ladder has one, and says why nobody could', () => {
    const life = houseOf(alone({ calendar: 'office' }), [sdr, { hold: 'nextShift' }, unrouted])
      .lead()
      .asksForDemo();
    expect(life.find('LeadHeld')).toMatchObject([{ untilAt: start + nine, whyNot: [{ repId: 'ana', why: 'off-shift' }] }]);
    expect(sinceStart(life.passes(day / 2))).toEqual([nine]);
  });

  it('lets any rep take the lead before', () => {
    const life = houseOf({ ...alone({ calendar: 'office' }), reps: [rep('ana', { calendar: 'office' }), rep('ben')] }).lead();
    life.asksForDemo();
    expect(life.asks({ kind: 'accept', repId: 'ben' })).toMatchObject({ applied: true });
    expect(life.passes(day / 2).state).toMatchObject({ repId: 'ben', handOff: { heldUntilAt: null } });
  });
});

it('a holiday and an absence after it are slept through', () => {
  const absences = [{ from: '2026-01-07', to: '2026-01-08T12:00:00Z' }];
  const life = houseOf(alone({ calendar: 'office', absences })).lead();
  life
    .passes(17 * hour)
    .asksForDemo()
    .passes(5 * day);
  expect(sinceStart(life)[0]).toBe(3 * day + 12 * hour);
});

describe('a burst of twenty leads', () => {
  it('goes to a pool with a pace of 5 per 10 min five by five, and to the next rung meanwhile if there is one', () => {
    const paced = { pools: { sdr: { reps: ['ana', 'ben', 'cleo'], pace: { atMost: 5, per: '10min' } } } };
    const house = houseOf(paced);
    const leads = Array.from({ length: 20 }, () => house.lead().asksForDemo());
    for (let passed = 0; passed < 40; passed += 1) leads.forEach((lead) => lead.passes(minute));
    const counts = new Map<number, number>();
    for (const at of leads.flatMap(sinceStart)) counts.set(at / minute, (counts.get(at / minute) ?? 0) + 1);
    expect([...counts].sort(([a], [b]) => a - b)).toEqual([0, 10, 20, 30].map((at) => [at, 5]));
    const next = houseOf(paced, [sdr, { rep: 'ben' }]);
    const reps = Array.from({ length: 6 }, () => next.lead().asksForDemo().find('LeadAssigned')[0]);
    expect(reps[5]).toMatchObject({
      repId: 'ben',
      pool: null,
      whyNot: [expect.objectContaining({ why: 'pace' }), expect.anything()],
    });
  });

  it('fills the day of a rep with a daily limit, and the rest waits for the next one', () => {
    const house = houseOf(alone({ dailyLimit: 3 }), [{ ...sdr, wait: '5d' }]);
    const leads = Array.from({ length: 5 }, () => house.lead().asksForDemo());
    leads.forEach((lead) => lead.passes(day + minute));
    expect(leads.map((lead) => sinceStart(lead)[0])).toEqual([0, 0, 0, day, day]);
  });
});

describe('everyone at capacity', () => {
  const full = (): Life[] => {
    const house = houseOf(alone({ capacity: 1 }));
    return [house.lead().asksForDemo(), house.lead().asksForDemo()];
  };

  it('leaves the lead waiting for a seat, whoever could free one; the first ring after that gives it to them', () => {
    const [first, second] = full() as [Life, Life];
    expect(second.state).toMatchObject({ queue: 'unrouted', handOff: { heldUntilAt: null, waitsFor: ['ana'] } });
    first.asks({ kind: 'reject', repId: 'ana', reason: 'not-a-buyer' });
    expect(second.hears().state).toMatchObject({ repId: 'ana', queue: null, handOff: { waitsFor: [] } });
  });

  it('says nothing at a ring that changes nothing', () => {
    const [, second] = full() as [Life, Life];
    const before = second.events.length;
    second.hears({ kind: 'page_viewed' }).hears();
    expect(second.kinds(before)).toEqual([]);
  });

  it('does not hold a life from before there were seats back', () => {
    const [first, second] = full() as [Life, Life];
    first.asks({ kind: 'reject', repId: 'ana', reason: 'not-a-buyer' });
    const { waitsFor: _waitsFor, ...older } = second.state.handOff!;
    second.state = { ...second.state, handOff: older };
    expect(second.hears().state.repId).toBe('ana');
  });
});

describe('a rep who let the lead lie', () => {
  it('is asked again with their next shift, and not before', () => {
    const life = houseOf(alone({ calendar: 'office' }), [{ ...sdr, wait: '10min' }]).lead();
    life
      .passes(10 * hour)
      .asksForDemo()
      .passes(11 * minute);
    expect(life.state).toMatchObject({ queue: 'unrouted', handOff: { tried: ['ana'], heldUntilAt: start + 2 * day + nine } });
    life.passes(2 * day);
    expect(life.kinds()).toContain('LadderRestarted');
    expect(sinceStart(life)).toEqual([10 * hour, 2 * day + nine]);
  });
});

describe('an accepted lead that comes to nobody', () => {
  const clocks = { verdict: { from: 'accepted', until: 'outcome', within: '10d', hours: 'always', by: 'sales' } } as const;
  const left = (stage: 'sales_accepted' | 'sales_qualified'): Life => {
    const escalation = [{ at: '100%', of: 'verdict', do: 'reassign' as const }];
    const shared = { ...tradeAgreement.handOffs.default, to: [{ rep: 'ana' }], clocks, escalation };
    const life = new Life(tradeTerms({ handOffs: { ...tradeAgreement.handOffs, default: shared } })).asksForDemo();
    life.asks({ kind: 'accept', repId: 'ana' });
    life.asks({ kind: 'touch', repId: 'ana', channel: 'call' });
    if (stage === 'sales_qualified') life.asks({ kind: 'advance', repId: 'ana', to: stage });
    return life.passes(11 * day);
  };

  it.each(['sales_accepted', 'sales_qualified'] as const)(
    'may be accepted by any rep, who goes on where it stands: %s',
    (stage) => {
      const life = left(stage);
      expect(life.state).toMatchObject({ stage, repId: null, queue: 'unrouted', handOff: { heldUntilAt: null } });
      const before = life.events.length;
      expect(life.asks({ kind: 'accept', repId: 'ben' })).toMatchObject({ applied: true });
      expect(life.state).toMatchObject({ stage, repId: 'ben', queue: null, handOff: { rungUntilAt: null } });
      expect(life.find('LeadAssigned').at(-1)).toMatchObject({ repId: 'ben', by: 'taken' });
      expect(life.kinds(before)).not.toContain('LeadAccepted');
      expect(life.state.clocks).toMatchObject([{ clock: 'verdict', repId: 'ben', toldAt: life.now }]);
    },
  );

  it('is nobody’s to accept while a rep holds it, and no stranger’s', () => {
    const life = left('sales_accepted');
    expect(life.asks({ kind: 'accept', repId: 'zoe' }).refusal?.code).toBe('rep.unknown');
    life.asks({ kind: 'accept', repId: 'ben' });
    expect(life.asks({ kind: 'accept', repId: 'cleo' }).refusal?.code).toBe('lead.not_handed_off');
  });
});
