import { parseShare } from './share.js';
import { parseSpan } from './span.js';

describe('a duration', () => {
  it.each([
    ['200ms', { ms: 200 }],
    ['45s', { ms: 45_000 }],
    ['30min', { ms: 1_800_000 }],
    ['1.5h', { ms: 5_400_000 }],
    ['3d', { ms: 259_200_000 }],
    ['2wd', { workingDays: 2 }],
    ['0min', { ms: 0 }],
  ])('%s is read', (text, span) => expect(parseSpan(text)).toEqual(span));

  it.each(['', '7', '7 d', '-7d', '+7d', '5m', '7days', '1.5wd', '4000d', '3000wd', '1e3s', 'd', 'Infinityd'])(
    '%j is none',
    (text) => expect(parseSpan(text)).toBeNull(),
  );
});

describe('a share', () => {
  it.each([
    ['50%', 0.5],
    ['150%', 1.5],
    ['33.5%', 0.335],
    ['1000%', 10],
  ])('%s is read', (text, share) => expect(parseShare(text)).toBe(share));

  it.each(['0%', '0.5%', '1001%', '-5%', '50', '50 %', '%'])('%j is none', (text) => expect(parseShare(text)).toBeNull());
});
