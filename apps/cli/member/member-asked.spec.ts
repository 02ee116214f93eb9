import { memberAsked } from './member-asked.js';

describe('baton member', () => {
  it('adds somebody with roles', () => {
    expect(memberAsked(['add', 'ana', '--name', 'Ana Ruiz', '--roles', 'rep, manager', '--rep', 'ana'])).toEqual({
      verb: 'member',
      act: 'add',
      id: 'ana',
      name: 'Ana Ruiz',
      roles: ['rep', 'manager'],
      repId: 'ana',
      email: undefined,
    });
  });

  it('changes what was said, and nothing else', () => {
    expect(memberAsked(['change', 'ana', '--roles', 'ops', '--no-rep'])).toEqual({
      verb: 'member',
      act: 'change',
      id: 'ana',
      change: { roles: ['ops'], repId: null },
    });
    expect(memberAsked(['change', 'ana', '--rep', 'ben'])).toMatchObject({ change: { repId: 'ben' } });
  });

  it('issues a token for what was said, or for all', () => {
    expect(memberAsked(['token', 'website', '--label', 'site', '--scopes', 'facts:write,leads:write', '--expires=90d'])).toEqual({
      verb: 'member',
      act: 'token',
      id: 'website',
      label: 'site',
      scopes: ['facts:write', 'leads:write'],
      expires: 90,
    });
    expect(memberAsked(['token', 'ana'])).toMatchObject({ label: 'terminal', scopes: undefined, expires: undefined });
  });

  it.each([
    ['nothing', [], 'What is to be done with members?'],
    ['an unknown act', ['fire', 'ana'], '`member fire` is not known here.'],
    ['no name', ['add', 'ana', '--roles', 'rep'], 'Name and roles are missing.'],
    ['no change', ['change', 'ana'], 'What is to be changed?'],
    ['a rep and none', ['change', 'ana', '--rep', 'ana', '--no-rep'], '--rep or --no-rep, one of them.'],
    ['a word too few', ['revoke', 'ana'], 'There is a word too few.'],
    ['a word too many', ['list', 'all'], '`all` is one too many.'],
    ['an expiry that is none', ['token', 'ana', '--expires', 'soon'], '`soon` are no days'],
  ])('is refused with %s', (_, args, message) => expect(() => memberAsked(args)).toThrow(message));
});
