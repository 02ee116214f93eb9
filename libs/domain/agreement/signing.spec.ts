import type { MustSign } from './must-sign.js';
import {
  inForceFrom,
  requireBase,
  requireDate,
  requireDraft,
  requireProposal,
  requireWithdrawable,
  sideOf,
  type Signing,
} from './signing.js';
import { stateOf, type Stand, type Version } from './version.js';

const draft: Version = {
  version: 5,
  name: 'trade',
  hash: 'aa',
  base: 4,
  counters: null,
  draftedBy: 'mona',
  draftedAt: 10,
  proposedBy: null,
  proposedAt: null,
  effectiveAt: null,
  inForceAt: null,
  withdrawnBy: null,
  withdrawnAt: null,
  signatures: [],
};
const proposal: Version = { ...draft, proposedBy: 'mona', proposedAt: 20 };
const signed: Version = { ...proposal, inForceAt: 50 };
const withdrawn: Version = { ...proposal, withdrawnBy: 'mona', withdrawnAt: 30 };
const stand: Stand = { at: 100, inForce: 4, latest: { version: 4, inForceAt: 40 } };

it('a version’s instants say where it stands', () => {
  expect(stateOf(draft, stand)).toBe('draft');
  expect(stateOf(proposal, stand)).toBe('proposed');
  expect(stateOf(withdrawn, stand)).toBe('withdrawn');
  expect(stateOf({ ...signed, inForceAt: 101 }, stand)).toBe('signed');
  expect(stateOf(signed, { ...stand, inForce: 5 })).toBe('inForce');
  expect(stateOf(signed, { ...stand, inForce: 6 })).toBe('superseded');
});

describe('what is refused', () => {
  it('is an edit of what was proposed or withdrawn', () => {
    expect(() => requireDraft(draft)).not.toThrow();
    expect(() => requireDraft(proposal)).toThrow('was proposed, and stays as it is');
    expect(() => requireDraft(withdrawn)).toThrow('was withdrawn, and stays as it is');
  });

  it('is a signature under anything but an open proposal', () => {
    expect(() => requireProposal(proposal)).not.toThrow();
    expect(() => requireProposal(draft)).toThrow('is a draft');
    expect(() => requireProposal(withdrawn)).toThrow('was withdrawn');
    expect(() => requireProposal(signed)).toThrow('is signed by all who must');
  });

  it('is a base that is no longer the last signed', () => {
    expect(() => requireBase(draft, stand)).not.toThrow();
    expect(() => requireBase({ ...draft, base: null }, { ...stand, latest: null })).not.toThrow();
    const newer = { ...stand, latest: { version: 6, inForceAt: 90 } };
    expect(() => requireBase(draft, newer)).toThrow('/v1/agreements/5?base=6');
    expect(() => requireBase(draft, newer)).toThrow('/v1/agreements/4/diff/6');
    expect(() => requireBase({ ...draft, base: null }, newer)).toThrow('changes no version');
  });

  it('is a date that is over, or before the version it changes is in force', () => {
    expect(() => requireDate(null, stand)).not.toThrow();
    expect(() => requireDate(101, stand)).not.toThrow();
    expect(() => requireDate(100, stand)).toThrow('effectiveAt is over');
    const ahead = { ...stand, latest: { version: 4, inForceAt: 500 } };
    expect(() => requireDate(100 + 367 * 86_400_000, stand)).toThrow('more than a year ahead');
    expect(() => requireDate(500, ahead)).toThrow('before the date of version 4');
    expect(() => requireDate(501, ahead)).not.toThrow();
  });

  it('is to withdraw what is signed by all, or another’s proposal', () => {
    const mona = { by: 'mona', isAdmin: false };
    const sven = { by: 'sven', isAdmin: false };
    expect(() => requireWithdrawable(draft, sven)).not.toThrow();
    expect(() => requireWithdrawable(proposal, mona)).not.toThrow();
    expect(() => requireWithdrawable(proposal, { ...sven, isAdmin: true })).not.toThrow();
    expect(() => requireWithdrawable(proposal, sven)).toThrow('proposed by mona');
    expect(() => requireWithdrawable(signed, mona)).toThrow('signed by all');
    expect(() => requireWithdrawable(withdrawn, mona)).toThrow('was withdrawn');
  });
});

describe('the side for which a member signs', () => {
  const both: MustSign[] = [
    { side: 'marketing', parts: ['scoring'] },
    { side: 'sales', parts: ['scoring'] },
  ];
  const sven: Signing = { by: 'sven', sides: ['sales'], side: undefined, hash: 'aa' };
  const twoHats: Signing = { by: 'olga', sides: ['marketing', 'sales'], side: undefined, hash: 'aa' };
  const byMona = { ...proposal, signatures: [{ side: 'marketing' as const, by: 'mona', at: 60 }] };

  it('is the member’s own; who is of both says which, unless only one must', () => {
    expect(sideOf(byMona, both, sven)).toBe('sales');
    expect(sideOf(proposal, both, { ...twoHats, side: 'sales' })).toBe('sales');
    expect(sideOf(proposal, both.slice(0, 1), twoHats)).toBe('marketing');
    expect(() => sideOf(proposal, both, twoHats)).toThrow('Say for which one');
  });

  it.each<[string, string, Version, MustSign[], Signing]>([
    ['for another document', 'signature.other_document', proposal, both, { ...sven, hash: 'bb' }],
    ['for the other side', 'signature.other_side', proposal, both, { ...sven, side: 'marketing' }],
    ['for no side', 'signature.no_side', proposal, both, { ...sven, sides: [] }],
    ['which is not needed', 'signature.not_needed', proposal, both.slice(0, 1), sven],
    ['twice', 'signature.given_already', byMona, both, { ...sven, by: 'mona', sides: ['marketing'] }],
    ['after a colleague', 'signature.given_already', byMona, both, { ...sven, by: 'mila', sides: ['marketing'] }],
    ['for both sides', 'signature.one_side_each', byMona, both, { ...twoHats, by: 'mona', side: 'sales' }],
  ])('is none, to sign %s', (_, code, version, must, signing) => {
    expect(() => sideOf(version, must, signing)).toThrow(expect.objectContaining({ code }) as Error);
  });
});

it('the last signature brings it into force: at its date, now if that is over, and after the version it changes', () => {
  expect(inForceFrom(null, stand)).toBe(100);
  expect(inForceFrom(90, stand)).toBe(100);
  expect(inForceFrom(300, stand)).toBe(300);
  expect(inForceFrom(null, { ...stand, latest: { version: 4, inForceAt: 500 } })).toBe(501);
});
