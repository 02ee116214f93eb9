import type { Condition } from '../../libs/domain/agreement/conditions.js';
import type { Chance } from '../support/seeded.js';

export const signals = ['demo', 'pricing', 'download', 'binge', 'real-touch', 'left'] as const;

export function condition(chance: Chance, depth = 2): Condition {
  const parts = (): Condition[] => [condition(chance, depth - 1), condition(chance, depth - 1)];
  const simple: Condition[] = [
    { band: chance.pick(['hot', 'warm', 'cold']) },
    { signal: chance.pick(signals) },
    { buyerStage: chance.pick(['interest', 'desire', 'action'] as const) },
    { field: 'country', is: chance.pick(['ES', 'present', 'blank']) },
    { consent: 'email' },
  ];
  const kind = depth === 0 ? 0 : chance.below(10);
  if (kind === 9) return { not: condition(chance, depth - 1) };
  if (kind === 8) return { any: parts() };
  return kind === 7 ? { all: parts() } : chance.pick(simple);
}
