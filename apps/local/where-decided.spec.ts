import { existsSync } from 'node:fs';
import { sources, whereDecided } from './where-decided.js';

it('every file that a walk names is there', () => {
  const { effects, ...rest } = sources;
  expect([...Object.values(rest), ...Object.values(effects)].filter((file) => !existsSync(file))).toEqual([]);
});

it('an event is decided where the core writes it down', () => {
  expect(whereDecided('LeadAccepted')).toContain('libs/domain/lifecycle/commands/accept.ts');
});
