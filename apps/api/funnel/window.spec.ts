import { windowOf } from './window.js';

const at = (text: string): number => Date.parse(text);
const now = at('2026-11-25T10:00:00Z');
const refused = (path: string): Error =>
  expect.objectContaining({
    code: 'request.malformed',
    more: { problems: [expect.objectContaining({ path }) as unknown] },
  }) as Error;

describe('the window of a funnel', () => {
  it('is the last 12 weeks, from a Monday, unless told otherwise', () =>
    expect(windowOf({}, now)).toEqual({ from: at('2026-09-07T00:00:00Z'), to: now }));
  it('begins on a Monday also when today is one', () =>
    expect(windowOf({ to: at('2026-11-23T00:00:00Z') }, now).from).toBe(at('2026-09-07T00:00:00Z')));
  it('is what was asked', () =>
    expect(windowOf({ from: at('2026-01-07T00:00:00Z'), to: at('2026-02-01T00:00:00Z') }, now)).toEqual({
      from: at('2026-01-07T00:00:00Z'),
      to: at('2026-02-01T00:00:00Z'),
    }));
  it('ends now when only its beginning was asked', () =>
    expect(windowOf({ from: at('2026-11-01T00:00:00Z') }, now).to).toBe(now));
  it('is refused when it ends before it begins', () => {
    const same = at('2026-11-01T00:00:00Z');
    expect(() => windowOf({ from: same, to: same }, now)).toThrow(refused('to'));
  });
  it('is refused when it is longer than two years', () => expect(() => windowOf({ from: 0 }, now)).toThrow(refused('from')));
});
