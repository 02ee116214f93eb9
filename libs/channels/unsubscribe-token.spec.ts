import fc from 'fast-check';
import { readUnsubscribeToken, unsubscribeToken } from './unsubscribe-token.js';

const secret = 'a-secret-for-this-spec';
const said = { leadId: '6f1b2c5e-0000-4000-8000-000000000001', channel: 'email' } as const;

describe('the token of an unsubscribe link', () => {
  it('says which lead and channel, and fits a URL as it is', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.constantFrom('email' as const, 'phone' as const), (leadId, channel) => {
        const token = unsubscribeToken({ leadId, channel }, secret);
        expect(token).toMatch(/^[\w-]{50}$/);
        expect(readUnsubscribeToken(token, secret)).toEqual({ leadId, channel });
      }),
    );
  });

  it('says nothing to who changes one character of it', () => {
    const token = unsubscribeToken(said, secret);
    for (const [at, was] of [...token].entries()) {
      const changed = token.slice(0, at) + (was === 'A' ? 'B' : 'A') + token.slice(at + 1);
      expect(readUnsubscribeToken(changed, secret)).toBeNull();
    }
  });

  it('says nothing when it was made with another secret', () => {
    expect(readUnsubscribeToken(unsubscribeToken(said, 'another'), secret)).toBeNull();
  });

  it.each(['', 'x', said.leadId, `${unsubscribeToken(said, secret)}A`, `${unsubscribeToken(said, secret)}=`, '%00', '../..'])(
    'says nothing when it is no token: %j',
    (guessed) => expect(readUnsubscribeToken(guessed, secret)).toBeNull(),
  );
});
