import type { CellRule, Mapping } from './mapping.js';

/** Every cell that a mapping reads. */
export function cellsOf({ identity, profile, consent, facts, changedAt }: Mapping): CellRule[] {
  return [
    ...identity.map(([, cell]) => cell),
    ...profile.map(([, cell]) => cell),
    ...consent.map(({ cell }) => cell),
    ...facts.flatMap(({ data, when }) => [...data.map(([, cell]) => cell), ...(when ? [when.cell] : [])]),
    ...(changedAt ? [changedAt.cell] : []),
  ];
}
