import { identitiesOf } from './identity.js';

describe('an identity is kept in one form, whatever the door', () => {
  it('an e-mail address loses its spaces and its capitals', () => {
    expect(identitiesOf({ email: '  Eva@ACME.example ' })).toEqual({
      ok: true,
      value: [{ kind: 'email', value: 'eva@acme.example' }],
    });
  });

  it('look-alike letters of an address become the plain ones', () => {
    expect(identitiesOf({ email: 'ｅｖａ@acme.example' })).toEqual({
      ok: true,
      value: [{ kind: 'email', value: 'eva@acme.example' }],
    });
  });

  it.each(['nobody', 'a@b', 'a b@c.example', 'Eva <eva@acme.example>', 'a@b.example,c@d.example', ''])(
    '%p is no address',
    (email) => {
      expect(identitiesOf({ email })).toMatchObject({ ok: false, problems: [{ path: 'email' }] });
    },
  );

  it('a phone number is read with its + or with the country', () => {
    const inE164 = { ok: true, value: [{ kind: 'phone', value: '+34612345678' }] };
    expect(identitiesOf({ phone: '+34 612 34 56 78' })).toEqual(inE164);
    expect(identitiesOf({ phone: '612 345 678', country: 'es' })).toEqual(inE164);
  });

  it('a phone number without either is refused with the cure', () => {
    const problem = { path: 'phone', cure: expect.stringContaining('profile.country') as string };
    expect(identitiesOf({ phone: '612 345 678' })).toMatchObject({ ok: false, problems: [problem] });
    expect(identitiesOf({ phone: '612 345 678', country: 'Spain' })).toMatchObject({ ok: false, problems: [problem] });
  });

  it('the strongest comes first', () => {
    const all = identitiesOf({ anonymousId: 'a', phone: '+34612345678', email: 'e@x.example', externalId: 'X-1' });
    expect(all.ok && all.value.map(({ kind }) => kind)).toEqual(['externalId', 'email', 'phone', 'anonymousId']);
  });
});
