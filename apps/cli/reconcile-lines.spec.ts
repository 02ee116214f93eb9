import { isDone, runLines, type Run } from './reconcile-lines.js';

const none = { orphans: 0, unheard: 0, late: 0, strangers: 0, ahead: 0 };
const run: Run = {
  kind: 'rebuild',
  dryRun: false,
  elsewhere: false,
  leads: 40,
  looked: 40,
  found: { ...none, orphans: 30 },
  repaired: { ...none, orphans: 30 },
  lost: null,
  status: 'done',
};

describe('a rebuild for people', () => {
  it('says how many are back', () => {
    expect(runLines(run)).toEqual(['30 of 30 open leads without a workflow are back; 40 leads were looked at.']);
    expect(runLines({ ...run, status: 'stopped' }).at(-1)).toContain('do it again');
  });

  it('says in a dry run what it would do, and that leads would move', () => {
    expect(runLines({ ...run, dryRun: true })).toHaveLength(1);
    expect(runLines({ ...run, dryRun: true, elsewhere: true })[1]).toContain('moves them here');
  });
});

it('is done when all leads are back, or were re-projected where they live', () => {
  expect(isDone(run)).toBe(true);
  expect(isDone({ ...run, repaired: { ...none, orphans: 29 } })).toBe(false);
  expect(isDone({ ...run, elsewhere: true })).toBe(true);
  expect(isDone({ ...run, kind: 'reproject' })).toBe(true);
  expect(isDone({ ...run, kind: 'reproject', elsewhere: true })).toBe(false);
  expect(isDone({ ...run, kind: 'reproject', elsewhere: true, dryRun: true })).toBe(true);
  expect(isDone({ ...run, status: 'stopped', dryRun: true })).toBe(false);
});

it('a re-projection tells what only senders can bring back', () => {
  const commandIds = [{ leadId: 'l1', commandId: 'c1', kind: 'accept' }];
  const lost = { from: '2026-11-23T11:00:00.000Z', commands: 2, commandIds, leads: 1, leadIds: ['l2'] };
  const lines = runLines({ ...run, kind: 'reproject', found: { ...none, ahead: 3 }, repaired: { ...none, ahead: 3 }, lost });
  expect(lines).toEqual([
    '3 of 3 leads that had come further than Postgres tells go on from what it holds.',
    expect.stringContaining('since 2026-11-23T11:00:00.000Z'),
    '2 commands are gone: whoever asked them must ask again.',
    '  accept c1 of lead l1',
    '  and 1 more',
    '1 leads are not known to Postgres at all: their senders must capture them again.',
    '  lead l2',
  ]);
});
