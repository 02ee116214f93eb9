import type { SignalRule } from '../agreement/terms.js';
import type { Fact } from '../scoring/ledger.js';
import { salesEvidence, sinceOpening } from './sales-evidence.js';

const viewed: SignalRule = {
  clause: 'signals.viewed',
  matchers: [{ kind: 'page_viewed', where: {} }],
  times: 1,
  withinMs: null,
  topic: null,
};
const rules = [
  { key: 'viewed', rule: viewed },
  { key: 'binge', rule: { ...viewed, times: 2, withinMs: 100 } },
];
const viewAt = (occurredAt: number, seq: number): Fact => ({
  ...{ id: `view-${seq}`, seq, kind: 'page_viewed', occurredAt, receivedAt: occurredAt, data: {} },
});

describe('what counts for a hand-off that this very turn opens, of evidence that was read for the one before', () => {
  const world = salesEvidence({ since: 0, kinds: ['page_viewed'], signals: rules }, [5, 10, 60].map(viewAt));

  it('came since it opened, all pieces of it', () => {
    expect(sinceOpening(world, 'viewed', { openedAt: 7 })).toEqual([10, 60]);
    expect(sinceOpening(world, 'binge', { openedAt: 5 })).toEqual([10, 60]);
    expect(sinceOpening(world, 'binge', { openedAt: 7 })).toEqual([60]);
    expect(sinceOpening(world, 'binge', { openedAt: 11 })).toEqual([]);
  });
});
