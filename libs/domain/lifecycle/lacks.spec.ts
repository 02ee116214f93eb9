import { Life } from '../../../test/support/life.js';
import { tradeTerms } from '../../../test/support/trade.js';
import type { Condition } from '../agreement/conditions.js';

const requirements: Record<string, Condition[]> = {
  marketing_qualified: [{ field: 'country', is: 'present' }],
  sales_accepted: [
    {
      any: [
        { field: 'phone', is: 'present' },
        { field: 'company.name', is: 'present' },
      ],
    },
  ],
  sales_qualified: [{ any: [{ field: 'phone', is: 'present' }, { consent: 'phone' }] }],
  opportunity: [{ signal: 'real-touch' }, { not: { field: 'country', is: 'ES' } }],
};
const lacks = (profile: Record<string, unknown>): string[] | undefined => {
  const life = new Life(tradeTerms({ requirements }));
  life.profile = { country: 'ES', ...profile };
  return life.asksForDemo().find('HandOffOpened')[0]?.lacks;
};

describe('what a hand-off comes without', () => {
  it('is told by clause, of whatever stage, if the profile alone can meet it', () =>
    expect(lacks({})).toEqual(['requirements.sales_accepted.0', 'requirements.opportunity.1']));
  it('is nothing when the profile has it', () => expect(lacks({ phone: '+34600' })).toEqual(['requirements.opportunity.1']));
});
