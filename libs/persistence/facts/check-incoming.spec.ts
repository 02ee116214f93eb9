import { bodyHash } from '../body-hash.js';
import { checkIncoming } from './check-incoming.js';
import type { IncomingFact } from './incoming-fact.js';

const now = Date.UTC(2026, 10, 23, 9);
const told: IncomingFact = {
  id: 'one',
  kind: 'said "so"',
  occurredAt: now,
  lead: { email: 'Eva@buyer.example' },
  data: { z: [1, { b: null, a: 'x' }], a: '名前' },
};
const named = { identities: [{ kind: 'email', value: 'eva@buyer.example' }], leadId: null };

describe('the hash of what a fact tells', () => {
  // Facts that are stored, and ids that imports gave, were hashed so: another text would make all of them news.
  it.each([now, undefined])('is that of its body as one value, occurred at %p', (occurredAt) => {
    const { occurredAt: _, ...rest } = told;
    const fact = occurredAt === undefined ? rest : told;
    const body = { data: told.data, kind: told.kind, lead: named, occurredAt: occurredAt ?? null };
    expect(checkIncoming(fact, now)).toMatchObject({ bodyHash: bodyHash(body), named });
  });
});

describe('who tells a fact', () => {
  it('is who brings it, whatever it says itself; without one, who it says', () => {
    expect(checkIncoming({ ...told, by: 'eve' }, now, 'mona')).toMatchObject({ by: 'mona' });
    expect(checkIncoming({ ...told, by: 'sven' }, now)).toMatchObject({ by: 'sven' });
    expect(checkIncoming(told, now)).toMatchObject({ by: null });
  });
});
