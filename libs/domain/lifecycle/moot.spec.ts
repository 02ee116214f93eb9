import { randomUUID } from 'node:crypto';
import { Life } from '../../../test/support/life.js';
import { minute } from '../../../test/support/terms-for-scoring.js';

const manager = 'handOff:1/accept/notify:100%';
const key = ({ effect }: Life['state']['effects'][number]): string => effect.key;
const dropped = (life: Life): string[] => life.find('EffectDropped').map((event) => event.key);
const done = (life: Life): string[] => life.find('EffectDone').map((event) => event.key);

/** Ana has been told and does not answer; the mail to her manager does not get through. */
const unanswered = (): Life =>
  new Life()
    .asksForDemo()
    .passes(29 * minute)
    .whoseMail('away')
    .passes(2 * minute);

describe('the notice to a manager that waits for the mail', () => {
  it('goes though another rep has the lead by then: the breach stands', () => {
    const life = unanswered().passes(15 * minute);
    expect(life.find('LeadAssigned')).toHaveLength(2);
    expect(life.state.effects.map(key)).toContain(manager);
    life.whoseMail('works').passes(10 * minute);
    expect(done(life)).toContain(manager);
  });

  it('goes though the lead lies in a queue by then', () => {
    const life = unanswered().passes(70 * minute);
    expect(life.state).toMatchObject({ queue: 'unworked', repId: null });
    life.whoseMail('works').passes(10 * minute);
    expect(done(life)).toContain(manager);
  });

  it('is dropped once the breach is withdrawn: the promise was kept', () => {
    const life = unanswered();
    const command = { id: randomUUID(), kind: 'accept', repId: 'ana' } as const;
    life.turn([{ kind: 'command', at: life.now - 2 * minute, command }]);
    expect(life.find('BreachWithdrawn')).toHaveLength(1);
    life.passes(10 * minute);
    expect(life.find('EffectDropped')).toMatchObject([{ key: manager, why: expect.stringContaining('the promise was kept') }]);
  });

  it('is dropped once its hand-off is over', () => {
    const life = unanswered();
    life.asks({ kind: 'reject', repId: 'ana', reason: 'outside-profile' });
    expect(dropped(life)).toEqual([manager]);
    expect(life.state.stage).toBe('nurturing');
  });
});
