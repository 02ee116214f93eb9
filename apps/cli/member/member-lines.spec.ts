import { memberLines, tokenLines, type Token } from './member-lines.js';

describe('the lines of members', () => {
  it('say who may do what, and who may no more', () => {
    const ana = { id: 'ana', name: 'Ana Ruiz', roles: ['rep', 'manager'], repId: 'ana', disabledAt: null };
    const omar = { id: 'omar', name: 'Omar', roles: ['ops'], repId: null, disabledAt: '2026-11-23T09:00:00.000Z' };
    expect(memberLines([ana, omar])).toEqual([
      'ana  Ana Ruiz  rep, manager  rep ana',
      'omar  Omar  ops  disabled since 2026-11-23',
    ]);
  });

  it('say what a token is for, and whether it is of use', () => {
    const token: Token = {
      tokenId: 't',
      label: 'site',
      scopes: ['facts:write'],
      expiresAt: '2027-01-01T00:00:00.000Z',
      revokedAt: null,
      lastUsedAt: null,
    };
    expect(
      tokenLines([token, { ...token, scopes: null, expiresAt: null, revokedAt: token.expiresAt, lastUsedAt: token.expiresAt }]),
    ).toEqual([
      't  site  facts:write  never used  expires on 2027-01-01',
      't  site  everything its roles allow  used on 2027-01-01  revoked on 2027-01-01',
    ]);
    expect(tokenLines([])).toEqual(['It has no token.']);
  });
});
