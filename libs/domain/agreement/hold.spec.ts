import type { Condition } from './conditions.js';
import { holds, type ConditionView } from './hold.js';

const eva: ConditionView = {
  field: (path) => ({ country: 'ES', 'email.domain': 'rival.example' })[path],
  signal: (id) => id === 'demo-asked',
  band: 'hot',
  buyerStage: 'desire',
  consent: (channel) => channel === 'email',
  inList: (list, value) => list === 'competitors' && value === 'rival.example',
};

describe('a condition, for a hot lead from Spain who asked for a demo and may be mailed', () => {
  it.each<Condition>([
    { field: 'country', is: 'ES' },
    { field: 'email.domain', inList: 'competitors' },
    { field: 'city', is: 'blank' },
    { signal: 'demo-asked' },
    { band: 'hot' },
    { buyerStage: 'desire' },
    { consent: 'email' },
    { all: [{ band: 'hot' }, { signal: 'demo-asked' }] },
    { any: [{ band: 'cold' }, { signal: 'demo-asked' }] },
    { not: { consent: 'phone' } },
    { not: { any: [{ band: 'cold' }, { not: { signal: 'demo-asked' } }] } },
  ])('%j holds', (condition) => expect(holds(condition, eva)).toBe(true));

  it.each<Condition>([
    { field: 'country', is: 'GB' },
    { field: 'city', is: 'present' },
    { signal: 'pricing' },
    { band: 'cold' },
    { buyerStage: 'action' },
    { consent: 'phone' },
    { all: [{ band: 'hot' }, { signal: 'pricing' }] },
    { any: [{ band: 'cold' }, { signal: 'pricing' }] },
    { not: { band: 'hot' } },
  ])('%j does not hold', (condition) => expect(holds(condition, eva)).toBe(false));
});
