import { randomUUID } from 'node:crypto';
import { Life } from '../../../test/support/life.js';
import { day, hour, minute } from '../../../test/support/terms-for-scoring.js';
import { tradeAgreement, tradeTeamCompiled, tradeTerms } from '../../../test/support/trade.js';
import type { Condition } from '../agreement/conditions.js';

type From = ('lost' | 'disqualified')[];

/** A life under an agreement whose way back asks for this. */
const reopenedBy = (when: Condition, from: From = ['lost', 'disqualified']): Life =>
  new Life(tradeTerms({ fields: { ...tradeAgreement.fields, 'company.employees': { number: true } }, reopen: { when, from } }));

/** Lost by Ana, who has just accepted it: a hot lead. */
function lostWhileHot(when: Condition): Life {
  const life = reopenedBy(when).asksForDemo();
  life.asks({ kind: 'accept', repId: 'ana' });
  life.passes(minute).asks({ kind: 'outcome', repId: 'ana', reason: 'too-dear' });
  return life;
}

describe('a lead that the agreement disqualifies', () => {
  const ways: Condition[] = [{ band: 'hot' }, { consent: 'email' }, { any: [{ signal: 'demo-asked' }, { band: 'hot' }] }];

  it.each(ways)('is out, and does not go round in a circle with a way back by %j', (when) => {
    const life = reopenedBy(when);
    life.profile = { country: 'ES', email: 'x@rival.example' };
    expect(life.asksForDemo().state.stage).toBe('disqualified');
    life.passes(day).asksForDemo();
    expect(life.find('LeadReopened')).toEqual([]);
  });

  it('comes back by evidence since, once it is disqualified no more', () => {
    const life = reopenedBy({ band: 'hot' });
    life.profile = { country: 'ES', email: 'x@rival.example' };
    life.asksForDemo().passes(day);
    life.profile = { country: 'ES', email: 'x@buyer.example' };
    expect(life.hears({ kind: 'profile_updated' }).state.stage).toBe('disqualified');
    expect(life.asksForDemo().state.stage).toBe('marketing_qualified');
  });
});

describe('a lead that ends while its way back is open', () => {
  it('stays lost until there is evidence from after its end, of what is asked for', () => {
    const life = lostWhileHot({ band: 'hot' });
    expect(life.state).toMatchObject({ stage: 'lost', reopenHeld: true });
    expect(life.passes(day).hears({ kind: 'page_viewed' }).state.stage).toBe('lost');
    // What it did before, and we hear of late, is no sign that it comes back.
    expect(life.hears({ kind: 'file_downloaded', ago: day + hour }).state.stage).toBe('lost');
    expect(life.hears({ kind: 'file_downloaded' }).find('LeadReopened')).toHaveLength(1);
    expect(life.state).toMatchObject({ stage: 'marketing_qualified' });
    expect(life.state).not.toHaveProperty('reopenHeld');
  });

  it('comes back when the evidence came, and not at its end, where one turn hears of both', () => {
    const life = reopenedBy({ band: 'hot' }).asksForDemo();
    life.asks({ kind: 'accept', repId: 'ana' });
    const [endedAt, demoAt] = [life.now + hour, life.now + 2 * hour];
    life.now += day; // an outage
    const data = { form: 'demo', product: 'crm' };
    life.facts.push({ id: 'demo', seq: 2, kind: 'form_submitted', data, occurredAt: demoAt, receivedAt: demoAt });
    const command = { id: randomUUID(), kind: 'outcome', repId: 'ana', reason: 'too-dear' } as const;
    life.turn([{ kind: 'command', at: endedAt, command }]);
    expect(life.find('LeadReopened')).toMatchObject([{ from: 'lost', at: life.now }]);
  });

  it('is brought back by consent that is given anew', () => {
    const life = lostWhileHot({ consent: 'email' }).passes(day);
    expect(life.hears().state.stage).toBe('lost');
    life.consent = { email: { given: true, at: life.now } };
    expect(life.hears().find('LeadReopened')).toHaveLength(1);
  });

  it('is brought back by a signal, though what else is asked for held before', () => {
    const life = lostWhileHot({ any: [{ field: 'country', is: 'ES' }, { signal: 'demo-asked' }] }).passes(day);
    expect(life.hears({ kind: 'page_viewed' }).state.stage).toBe('lost');
    expect(life.asksForDemo().find('LeadReopened')).toHaveLength(1);
  });
});

describe('a lead that ends while its way back is closed', () => {
  it('is brought back as soon as it opens, by a word about who it is', () => {
    const life = lostWhileHot({ field: 'company.employees', gte: 50 }).passes(day);
    expect(life.state).not.toHaveProperty('reopenHeld');
    life.profile = { ...life.profile, company: { employees: 80 } };
    expect(life.hears({ kind: 'profile_updated' }).find('LeadReopened')).toHaveLength(1);
  });

  it('is brought back when it was lost before Baton kept what held then', () => {
    const life = lostWhileHot({ band: 'hot' });
    const { reopenHeld: _mark, ...older } = life.state;
    life.state = older;
    expect(life.passes(day).hears({ kind: 'page_viewed' }).find('LeadReopened')).toHaveLength(1);
  });

  it('is marked by the end alone of which it may be brought back', () => {
    const life = reopenedBy({ band: 'hot' }, ['disqualified']).asksForDemo();
    life.asks({ kind: 'accept', repId: 'ana' });
    life.asks({ kind: 'outcome', repId: 'ana', reason: 'too-dear' });
    expect(life.state.stage).toBe('lost');
    expect(life.state).not.toHaveProperty('reopenHeld');
  });
});

it('a list that names the lead no more brings it back, if the agreement asks for no more', () => {
  const life = reopenedBy({ not: { field: 'email.domain', inList: 'competitors' } });
  life.profile = { country: 'ES', email: 'x@rival.example' };
  expect(life.asksForDemo().passes(day).state.stage).toBe('disqualified');
  Object.assign(life, { team: tradeTeamCompiled({ lists: { competitors: [] } }) });
  expect(life.hears().find('LeadReopened')).toHaveLength(1);
});
