import { checkLines, diffLines, listLines, versionLines, type VersionNow } from './agreement-lines.js';

const draft: VersionNow = {
  version: 5,
  name: 'trade',
  hash: 'aa',
  state: 'draft',
  base: 4,
  counters: null,
  draftedBy: 'mona',
  proposedBy: null,
  effectiveAt: null,
  inForceAt: null,
  withdrawnBy: null,
  signatures: [],
  mustSign: [
    { side: 'marketing', parts: ['scoring'], signed: false },
    { side: 'sales', parts: ['scoring', 'handOffs'], signed: false },
  ],
  baseSuperseded: false,
  reviewDueAt: null,
  remindAt: null,
  backtest: null,
};
const proposal: VersionNow = {
  ...draft,
  state: 'proposed',
  proposedBy: 'mona',
  effectiveAt: '2026-12-01T00:00:00.000Z',
  signatures: [{ side: 'marketing', by: 'mona', at: '2026-11-23T09:00:00.000Z' }],
  mustSign: draft.mustSign.map((one) => ({ ...one, signed: one.side === 'marketing' })),
};

const backtest = { status: 'done', fromAt: '2026-08-01T00:00:00.000Z', toAt: '2026-11-01T00:00:00.000Z', ofThis: false };

it('a version says where it stands, who must still sign it and why, and what is next', () => {
  expect(versionLines(draft)).toEqual([
    'Version 5 of trade is a draft: drafted by mona',
    'It changes version 4.',
    'To be signed by marketing: scoring.',
    'To be signed by sales: scoring, handOffs.',
    'Not tested on the stored history: npm run baton -- agreement backtest 5 --from … --to …',
    'Next: npm run baton -- agreement propose 5',
  ]);
  expect(versionLines({ ...proposal, baseSuperseded: true, backtest })).toEqual([
    'Version 5 of trade is proposed: proposed by mona, signed by mona for marketing, for 2026-12-01T00:00:00.000Z',
    'It changes version 4.',
    'Another version was signed since: draft it again on that one, with --base.',
    'Signed by marketing: scoring.',
    'To be signed by sales: scoring, handOffs.',
    'Tested on the history from 2026-08-01T00:00:00.000Z to 2026-11-01T00:00:00.000Z: done; it was edited since.',
    'Next: npm run baton -- agreement sign 5',
  ]);
  const inForce = {
    ...proposal,
    state: 'inForce' as const,
    inForceAt: '2026-12-01T00:00:00.000Z',
    reviewDueAt: '2027-03-01T00:00:00.000Z',
    remindAt: '2027-02-15T00:00:00.000Z',
  };
  expect(versionLines(inForce).slice(2)).toEqual([
    'Its review is due at 2027-03-01T00:00:00.000Z; prepare it from 2027-02-15T00:00:00.000Z on.',
  ]);
});

it('a list says of each who did what', () => {
  expect(listLines([{ ...draft, counters: 3 }])).toEqual(['   5  a draft     trade  answers version 3, drafted by mona']);
  expect(listLines([])[0]).toContain('There is no agreement yet');
});

it('a diff is sentences, and who would sign them', () => {
  const changes = [{ clause: 'recycle.atMost', sentence: 'Recycling is allowed 5 times at most instead of 3.' }];
  const mustSign = [{ side: 'sales', parts: ['recycle'] }];
  const lines = ['- Recycling is allowed 5 times at most instead of 3.', 'To be signed by sales: recycle.'];
  expect(diffLines({ from: 4, to: 5, changes, mustSign })).toEqual(lines);
  expect(diffLines({ from: 4, to: 5, changes: [], mustSign: [] })).toEqual(['Versions 4 and 5 say the same.']);
  expect(checkLines({ ok: true, problems: [], changes, mustSign, lints: [] })).toEqual(['No problems.', ...lines]);
});

it('a check names each problem’s place and cure', () => {
  const problems = [{ path: 'scoring.bands', line: 9, message: 'no band is left', cure: 'add one' }];
  expect(checkLines({ ok: false, problems, changes: [], mustSign: [], lints: [] })).toEqual([
    'scoring.bands (line 9): no band is left; add one',
  ]);
});

it('a check asks of what is hardly meant whether it is, with the reason', () => {
  const lints = [{ clause: 'scoring.bands.hot.fit', why: 'it asks 30 points, and the rules give 20', cure: 'ask at most 20' }];
  expect(checkLines({ ok: true, problems: [], changes: [], mustSign: [], lints }).at(-1)).toBe(
    'Is it meant? scoring.bands.hot.fit: it asks 30 points, and the rules give 20; ask at most 20',
  );
});
