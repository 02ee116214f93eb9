import { checkFact } from './check-fact.js';
import type { IncomingFact } from './incoming-fact.js';

const now = Date.UTC(2026, 10, 23, 9);
const fact = (over: Partial<IncomingFact>): IncomingFact => ({
  id: 'f1',
  kind: 'page_viewed',
  occurredAt: now,
  lead: { anonymousId: 'a' },
  data: {},
  ...over,
});

describe('a fact seen alone', () => {
  it('is good, also when it is old or a little ahead of our clock', () => {
    expect(checkFact(fact({ occurredAt: now + 5 * 60_000 }), now)).toBeNull();
    expect(checkFact(fact({ occurredAt: Date.UTC(2000, 0, 1) }), now)).toBeNull();
  });

  it.each([
    ['from the future', fact({ occurredAt: now + 5 * 60_000 + 1 }), 'occurredAt'],
    ['from before 2000', fact({ occurredAt: Date.UTC(2000, 0, 1) - 1 }), 'occurredAt'],
    ['with a NUL in its data', fact({ data: { deep: [{ text: 'a\0b' }] } }), 'data'],
    ['with half a character', fact({ data: { text: '\ud800' } }), 'data'],
    ['nested without end', fact({ data: nested(40) }), 'data'],
    ['with consent for no channel', fact({ kind: 'consent', data: { channel: 'fax', given: true } }), 'data.channel'],
    ['with consent neither given nor withdrawn', fact({ kind: 'consent', data: { channel: 'email' } }), 'data.given'],
    ['with a touch through no channel', fact({ kind: 'touch', data: {} }), 'data.channel'],
  ])('%s is refused with place and cure', (_, bad, path) => {
    expect(checkFact(bad, now)).toMatchObject({ path, cure: expect.stringMatching(/./) as string });
  });
});

function nested(levels: number): Record<string, unknown> {
  return levels === 0 ? {} : { inner: nested(levels - 1) };
}
