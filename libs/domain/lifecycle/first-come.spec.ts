import { Life } from '../../../test/support/life.js';
import { hour, minute, start } from '../../../test/support/terms-for-scoring.js';
import { tradeAgreement, tradeTeamCompiled, tradeTerms } from '../../../test/support/trade.js';
import type { RungDocument } from '../agreement/document.js';
import { offeredTo } from './concerns.js';

const offer: RungDocument = { pool: 'sdr', strategy: 'first-come', wait: '20min' };
const { default: shared, lanes } = tradeAgreement.handOffs;
const lifeOf = (to: RungDocument[], team = tradeTeamCompiled()): Life =>
  new Life(tradeTerms({ handOffs: { lanes, default: { ...shared, to } } }), team);
/** A lead offered to Ana, Ben and Cleo, all told. */
const offered = (...rest: RungDocument[]): Life => lifeOf([offer, ...rest]).asksForDemo();
const seats = (life: Life): number => Object.values(life.loads).reduce((sum, { open }) => sum + open, 0);
const tells = (life: Life, about: string): string[] =>
  life.find('EffectPlanned').flatMap(({ effect }) => (effect.kind === 'tellRep' && effect.about === about ? [effect.repId] : []));

describe('a lead that is offered to a pool', () => {
  it('is told to all who can take it at once, and nobody holds it, nor a seat', () => {
    const life = offered();
    expect(life.state).toMatchObject({ stage: 'marketing_qualified', repId: null, queue: null });
    expect(life.state.handOff).toMatchObject({
      offer: { pool: 'sdr', reps: ['ana', 'ben', 'cleo'] },
      rungUntilAt: start + 20 * minute,
    });
    expect(tells(life, 'offer')).toEqual(['ana', 'ben', 'cleo']);
    expect(life.find('EffectPlanned').map(({ effect }) => effect.key)).toContain('handOff:1/offer#1:ben');
    expect(seats(life)).toBe(0);
  });

  it('is the first’s who accepts, with a seat; the others hear that it is taken, and by whom', () => {
    const life = offered();
    expect(life.asks({ kind: 'accept', repId: 'ben' })).toMatchObject({
      applied: true,
      lead: { repId: 'ben', stage: 'sales_accepted' },
    });
    expect(life.loads['ben']).toMatchObject({ open: 1 });
    expect(life.asks({ kind: 'accept', repId: 'ana' })).toMatchObject({
      applied: false,
      refusal: { code: 'lead.taken', details: { repId: 'ben' } },
    });
    expect(seats(life)).toBe(1);
    expect(life.find('LeadAssigned')).toMatchObject([{ repId: 'ben', by: 'taken', pool: 'sdr', strategy: 'first-come' }]);
  });

  it('is offered to nobody any more when it was taken from who was first', () => {
    const escalation = [{ at: '100%', of: 'firstTouch', do: 'queue' as const, to: 'unworked' }];
    const life = new Life(tradeTerms({ handOffs: { lanes, default: { ...shared, to: [offer], escalation } } })).asksForDemo();
    life.asks({ kind: 'accept', repId: 'ben' });
    life.passes(3 * hour);
    expect(life.state).toMatchObject({ repId: null, queue: 'unworked' });
    expect(offeredTo(life.state)).toEqual([]);
  });

  it('may be taken by nobody else, nor by who has no seat left', () => {
    const team = tradeTeamCompiled({
      reps: ['ana', 'ben', 'cleo'].map((id) => ({ id, name: id, email: `${id}@sales.example`, capacity: 1 })),
      pools: { sdr: { reps: ['ana', 'ben'] } },
    });
    const life = lifeOf([offer], team).asksForDemo();
    expect(life.asks({ kind: 'accept', repId: 'cleo' }).refusal).toMatchObject({ code: 'lead.not_offered' });
    life.loads['ana'] = { open: 1, claims: 1, lastClaimedAt: start, today: 1 };
    expect(life.asks({ kind: 'accept', repId: 'ana' }).refusal).toMatchObject({ code: 'rep.no_seat' });
    expect(life.asks({ kind: 'reject', repId: 'ana', reason: 'outside-profile' }).refusal).toMatchObject({
      code: 'lead.offered',
    });
    expect(life.asks({ kind: 'accept', repId: 'ben' })).toMatchObject({ applied: true });
  });

  it('is not offered to who is off shift, without a seat or of another territory', () => {
    const team = tradeTeamCompiled({
      reps: [
        { id: 'ana', name: 'ana', email: 'ana@sales.example', traits: { territory: ['ES'] } },
        { id: 'ben', name: 'ben', email: 'ben@sales.example', traits: { territory: ['GB'] } },
        { id: 'cleo', name: 'cleo', email: 'cleo@sales.example', capacity: 0, traits: { territory: ['ES'] } },
      ],
    });
    const life = lifeOf([{ ...offer, match: { territory: 'country' } }], team).asksForDemo();
    expect(life.find('LeadOffered')).toMatchObject([
      {
        reps: ['ana'],
        whyNot: [
          { repId: 'ben', why: 'no-match' },
          { repId: 'cleo', why: 'no-seat' },
        ],
      },
    ]);
  });

  it('goes to the next rung when its time is over, and is offered to nobody of this one again', () => {
    const life = offered({ queue: 'backlog' }).passes(20 * minute);
    expect(life.find('OfferEnded')).toMatchObject([{ reps: ['ana', 'ben', 'cleo'], why: 'not accepted in time' }]);
    expect(life.state).toMatchObject({ repId: null, queue: 'backlog' });
    expect(life.state.handOff).not.toHaveProperty('offer');
    expect(life.state.clocks.filter(({ pool }) => pool !== undefined)).toEqual([]);
  });

  it('is promised anew by each pool it is offered to: what one of them broke stays broken', () => {
    const reps = ['ana', 'ben', 'dan'].map((id) => ({ id, name: id, email: `${id}@sales.example` }));
    const team = tradeTeamCompiled({ reps, pools: { sdr: { reps: ['ana', 'ben'] }, seniors: { reps: ['dan'] } } });
    const life = lifeOf(
      [
        { ...offer, wait: '40min' },
        { pool: 'seniors', strategy: 'first-come' },
      ],
      team,
    ).asksForDemo();
    life.passes(40 * minute);
    expect(life.find('LeadOffered').map(({ pool }) => pool)).toEqual(['sdr', 'seniors']);
    const started = life.find('ClockStarted').filter(({ clock }) => clock === 'accept');
    expect(started).toMatchObject([{ pool: 'sdr' }, { pool: 'seniors', startedAt: start + 40 * minute }]);
    expect(new Set(started.map(({ id }) => id)).size).toBe(2);
    expect(life.find('ClockBreached')).toMatchObject([{ clock: 'accept', pool: 'sdr', id: started[0]?.id }]);
  });

  it('comes to a rep by the next rung, whose clocks are theirs', () => {
    const reps = ['ana', 'ben', 'cleo', 'dan'].map((id) => ({ id, name: id, email: `${id}@sales.example` }));
    const team = tradeTeamCompiled({ reps, pools: { sdr: { reps: ['ana', 'ben'] }, seniors: { reps: ['dan'] } } });
    const life = lifeOf([offer, { pool: 'seniors' }], team)
      .asksForDemo()
      .passes(20 * minute);
    expect(life.state.repId).toBe('dan');
    const accept = life.state.clocks.find(({ clock }) => clock === 'accept');
    expect(accept).toMatchObject({ repId: 'dan', startedAt: start + 20 * minute, dueAt: start + 50 * minute });
    expect(life.asks({ kind: 'accept', repId: 'ana' }).refusal).toMatchObject({ code: 'lead.held_by_another' });
  });

  it('and was accepted before, is given by turn: there is nothing left to accept', () => {
    const escalation = [{ at: '100%', of: 'firstTouch', do: 'reassign' as const }];
    const life = new Life(tradeTerms({ handOffs: { lanes, default: { ...shared, to: [offer], escalation } } })).asksForDemo();
    life.asks({ kind: 'accept', repId: 'ben' });
    life.passes(3 * hour);
    expect(life.find('LeadOffered')).toHaveLength(1);
    expect(life.state).toMatchObject({ stage: 'sales_accepted', repId: 'ana' });
  });
});

describe('what is promised of an offer', () => {
  it('meets the assignment, and runs for the pool from the first notice', () => {
    const life = offered();
    expect(life.find('ClockMet').map(({ clock }) => clock)).toEqual(['assign']);
    expect(life.state.clocks).toMatchObject([
      { clock: 'accept', repId: null, pool: 'sdr', toldAt: start, dueAt: start + 30 * minute },
      { clock: 'firstTouch', repId: null, pool: 'sdr' },
    ]);
  });

  it('is charged to the pool and to no rep, when nobody takes it', () => {
    const life = lifeOf([{ pool: 'sdr', strategy: 'first-come' }])
      .asksForDemo()
      .passes(40 * minute);
    expect(life.find('ClockBreached')).toMatchObject([{ clock: 'accept', by: 'sales', repId: null, pool: 'sdr' }]);
  });

  it('is the system’s while nobody could be told', () => {
    const life = lifeOf([{ pool: 'sdr', strategy: 'first-come' }])
      .whoseMail('away')
      .asksForDemo()
      .passes(40 * minute);
    expect(life.find('ClockBreached')[0]).toMatchObject({ clock: 'accept', by: 'system', repId: null });
    expect(life.find('ClockBreached')[0]).not.toHaveProperty('pool');
  });

  it('is met by who takes it, once; what follows is promised by them anew', () => {
    const life = offered().passes(10 * minute);
    life.asks({ kind: 'accept', repId: 'cleo' });
    expect(life.find('ClockMet').map(({ clock, lateMs }) => [clock, lateMs])).toEqual([
      ['assign', 0],
      ['accept', 0],
    ]);
    expect(life.find('ClockStopped')).toMatchObject([{ clock: 'firstTouch', why: 'taken by cleo' }]);
    expect(life.state.clocks.find(({ clock }) => clock === 'firstTouch')).toMatchObject({
      repId: 'cleo',
      toldAt: start + 10 * minute,
      dueAt: start + 10 * minute + 2 * hour,
    });
  });

  it('is escalated to all of them, and passed on by an escalation as by the end of its time', () => {
    const life = lifeOf([{ pool: 'sdr', strategy: 'first-come' }, { queue: 'backlog' }]).asksForDemo();
    life.passes(16 * minute);
    expect(tells(life, 'reminder')).toEqual(['ana', 'ben', 'cleo']);
    life.passes(15 * minute);
    expect(life.find('EffectPlanned').filter(({ effect }) => effect.kind === 'tellManager')).toHaveLength(1);
    life.passes(15 * minute);
    expect(life.find('OfferEnded')).toMatchObject([{ why: 'escalation' }]);
    expect(life.state.queue).toBe('backlog');
  });

  it('drops the mails that wait for those who were not first', () => {
    const life = lifeOf([{ pool: 'sdr', strategy: 'first-come' }])
      .whoseMail('away')
      .asksForDemo();
    expect(life.state.effects.map(({ effect }) => effect.key)).toHaveLength(3);
    life.asks({ kind: 'accept', repId: 'ana' });
    expect(life.state.effects.map(({ effect }) => effect.key)).toEqual(['handOff:1/notice#1']);
  });

  it('that an incident holds, each rep’s own mail is kept: one does not take another’s place', () => {
    const life = lifeOf([{ pool: 'sdr', strategy: 'first-come' }])
      .whoseMail('held')
      .asksForDemo();
    expect(life.state.effects.map(({ status }) => status)).toEqual(['held', 'held', 'held']);
    life.returns();
    expect(life.find('RepTold')).toMatchObject([{ how: 'notice' }]);
    expect(life.state.effects).toEqual([]);
  });

  it('is over when a manager gives the lead to somebody', () => {
    const life = offered();
    expect(life.asks({ kind: 'reassign', toRepId: 'cleo' })).toMatchObject({ applied: true });
    expect(life.find('OfferEnded')).toMatchObject([{ why: 'reassigned to cleo' }]);
    expect(life.state.repId).toBe('cleo');
    expect(life.asks({ kind: 'accept', repId: 'ana' }).refusal).toMatchObject({ code: 'lead.held_by_another' });
  });
});
