import type { Terms } from '../../libs/domain/agreement/terms.js';
import { emptyLedger, type Fact } from '../../libs/domain/scoring/ledger.js';
import type { DueLead } from '../../libs/persistence/facts/claim-leads.js';
import type { LedgerOfLead } from '../../libs/persistence/facts/save-ledger.js';
import type { Finding } from './news-of.js';
import { planRing, type RingPlan } from './plan-ring.js';

const now = 1_000_000;
const cold = { band: 'cold', buyerStage: 'attention', truths: '00' } as const;
const hot = { band: 'hot', buyerStage: 'action', truths: '11' } as const;

const terms = {
  ringFields: [],
  ringSet: ['demo-held'],
  signals: { 'demo-held': { clause: '', matchers: [{ kind: 'demo', where: {} }], times: 1, withinMs: null, topic: null } },
  scoring: { fit: [], engagement: [], bands: [], buyerStage: {} },
} as unknown as Terms;

const ledger = (over: Partial<LedgerOfLead> = {}): LedgerOfLead => ({
  leadId: 'lead',
  agreementVersion: 1,
  ledger: { ...emptyLedger(), seq: 3 },
  standing: cold,
  assessment: { at: 0, fit: 0, engagement: 0, band: 'cold', buyerStage: 'attention', reasons: [] },
  baselineAt: null,
  changesAt: null,
  owedSeq: null,
  owedAt: null,
  ringAt: null,
  rings: 0,
  rungSeq: null,
  ...over,
});

type Life = NonNullable<DueLead['life']>;
const life = (over: Partial<Life> = {}): Life => ({
  agreementVersion: 1,
  teamVersion: 1,
  baseline: null,
  heardSeq: 3,
  turn: 500,
  stage: 'nurturing',
  ended: false,
  ...over,
});
const lead = (over: Partial<DueLead> = {}): DueLead => ({
  leadId: 'lead',
  profile: {},
  consent: {},
  mergedInto: null,
  ledger: ledger(),
  life: life(),
  bulk: false,
  wake: false,
  ...over,
});
const finding = (over: Partial<Finding> = {}): Finding => ({
  at: now,
  teamVersion: 1,
  facts: [],
  seq: 3,
  standing: cold,
  changedAfter: () => null,
  ...over,
});
const fact = (kind: string): Fact => ({ id: 'f', seq: 4, kind, occurredAt: now, receivedAt: now, data: {} });
const plan = (due: DueLead, found: Finding): RingPlan => planRing(due, found, terms);

const silence = { owedSeq: null, ringNow: false };

describe('a lead is rung', () => {
  it('when the relay sees it for the first time: the ring opens its life', () => {
    expect(plan(lead({ ledger: null, life: null }), finding({ seq: 1 }))).toMatchObject({ owedSeq: 1, ringNow: true });
  });

  it('when its standing differs from the one before', () => {
    expect(plan(lead(), finding({ seq: 4, facts: [fact('form')], standing: hot }))).toMatchObject({
      owedSeq: 4,
      owedAt: null,
      ringNow: true,
    });
  });

  it('when its standing has changed by itself since its last turn; a turn before that instant has not heard it', () => {
    const cooled = finding({ changedAfter: (since) => (since < now - 10 ? now - 10 : null) });
    expect(plan(lead(), cooled)).toMatchObject({ owedSeq: 3, owedAt: now - 10, ringNow: true });
    expect(plan(lead({ life: life({ turn: now - 10 }) }), cooled)).toMatchObject(silence);
  });

  it('when time changed its standing and a new fact changed it back before anybody looked', () => {
    const due = lead({ ledger: ledger({ changesAt: now - 10 }) });
    expect(plan(due, finding({ seq: 4, facts: [fact('page')] }))).toMatchObject({ owedSeq: 4, owedAt: now - 10, ringNow: true });
  });

  it('when the team that its last turn saw is no longer in force and its standing differs', () => {
    expect(plan(lead(), finding({ teamVersion: 2, standing: hot }))).toMatchObject({ owedAt: now, ringNow: true });
    expect(plan(lead(), finding({ teamVersion: 2 }))).toMatchObject(silence);
  });

  it('when what it knew can’t be compared: it heard more than the last look, or starts from another baseline, or lives under other terms', () => {
    const more = finding({ seq: 5, facts: [{ ...fact('page'), seq: 5 }] });
    expect(plan(lead({ life: life({ heardSeq: 4 }) }), more)).toMatchObject({ owedSeq: 5, ringNow: true });
    const fresh = lead({ life: life({ baseline: { at: now - 1, rules: {} } }) });
    expect(plan(fresh, finding({ seq: 4, facts: [fact('page')] }))).toMatchObject({ owedSeq: 4, ringNow: true });
    const under = (version: number) => lead({ life: life({ agreementVersion: version }) });
    expect(plan(under(2), finding({ seq: 4, facts: [fact('page')] }))).toMatchObject({ owedAt: now, ringNow: true });
  });

  it('not for a version that it has just taken: its turn read every fact by that version', () => {
    expect(plan(lead({ life: life({ agreementVersion: 2 }) }), finding({ standing: hot }))).toMatchObject(silence);
  });

  it('when something that it waits for has become free', () => {
    expect(plan(lead({ wake: true }), finding())).toMatchObject({ owedSeq: 3, owedAt: now, ringNow: true });
  });

  it('for a touch, and for evidence that something waits for, though the standing stays', () => {
    expect(plan(lead(), finding({ seq: 4, facts: [fact('touch')] }))).toMatchObject({ ringNow: true });
    expect(plan(lead(), finding({ seq: 4, facts: [fact('demo')] }))).toMatchObject({ ringNow: true });
  });

  it('when it was joined to another and its life has not ended yet', () => {
    expect(plan(lead({ mergedInto: 'other' }), finding())).toMatchObject({ ringNow: true });
    expect(plan(lead({ mergedInto: 'other', life: null }), finding())).toMatchObject({ ringNow: true });
  });

  it('when it was lost and its standing changes: it may be reopened', () => {
    const due = lead({ life: life({ stage: 'lost', ended: true }) });
    expect(plan(due, finding({ seq: 4, facts: [fact('form')], standing: hot }))).toMatchObject({ ringNow: true });
  });
});

describe('a lead is left in peace', () => {
  it('when a fact changes nothing', () => {
    expect(plan(lead(), finding({ seq: 4, facts: [fact('page')] }))).toMatchObject(silence);
  });

  it('when it is a customer, or joined and ended', () => {
    expect(plan(lead({ life: life({ stage: 'customer', ended: true }) }), finding({ standing: hot }))).toMatchObject(silence);
    expect(plan(lead({ mergedInto: 'other', life: life({ stage: 'merged', ended: true }) }), finding())).toMatchObject(silence);
  });

  it('when its life has heard the facts already, in a turn for a command or a timer', () => {
    const due = lead({ life: life({ heardSeq: 4 }) });
    expect(plan(due, finding({ seq: 4, facts: [fact('touch')], standing: hot }))).toMatchObject(silence);
    expect(plan(lead({ ledger: null }), finding())).toMatchObject(silence);
  });

  it('when its life has heard the ring', () => {
    const owed = { owedSeq: 3, owedAt: 400, ringAt: now, rings: 2 };
    expect(plan(lead({ ledger: ledger(owed) }), finding())).toMatchObject(silence);
  });
});

describe('a ring that was not heard', () => {
  const owed = { owedSeq: 3, owedAt: null, ringAt: now + 1, rings: 1, rungSeq: 3 };
  const deaf = life({ heardSeq: 2 });
  const touched = finding({ seq: 4, facts: [fact('touch')] });

  it('stays owed until its time', () => {
    expect(plan(lead({ ledger: ledger(owed), life: deaf }), finding())).toMatchObject({ ...owed, ringNow: false });
  });

  it('is repeated then, and each time later, up to ten minutes', () => {
    const due = (rings: number): DueLead => lead({ ledger: ledger({ ...owed, rings, ringAt: now }), life: deaf });
    const waits = [1, 2, 3, 20].map((rings) => (plan(due(rings), finding()).ringAt ?? 0) - now);
    expect(waits).toEqual([10_000, 20_000, 40_000, 600_000]);
  });

  it('is repeated when the turn that heard the facts was before the instant in question', () => {
    const due = lead({ ledger: ledger({ ...owed, owedAt: 501, ringAt: now }), life: life({ turn: 500 }) });
    expect(plan(due, finding())).toMatchObject({ owedSeq: 3, owedAt: 501, ringNow: true });
  });

  it('is the only one in flight: news are owed with it', () => {
    expect(plan(lead({ ledger: ledger(owed), life: deaf }), touched)).toMatchObject({
      owedSeq: 4,
      rungSeq: 3,
      rings: 1,
      ringNow: false,
    });
  });

  it('is followed by the next as soon as it was heard, if more is owed by then', () => {
    const more = { ...owed, owedSeq: 4, rings: 2 };
    const due = lead({ ledger: ledger({ ...more, ledger: { ...emptyLedger(), seq: 4 } }), life: life({ heardSeq: 3 }) });
    expect(plan(due, finding({ seq: 4 }))).toMatchObject({ owedSeq: 4, rungSeq: 4, rings: 1, ringNow: true });
  });

  it('keeps the instant it must be heard by when facts join it', () => {
    const due = lead({ ledger: ledger({ ...owed, owedAt: 700 }), life: life({ heardSeq: 3, turn: 600 }) });
    expect(plan(due, touched)).toMatchObject({ owedSeq: 4, owedAt: 700, ringNow: false });
  });

  it('is not multiplied by facts of a lead whose life has not opened yet', () => {
    const due = lead({ ledger: ledger(owed), life: null });
    expect(plan(due, finding({ seq: 9, facts: [fact('page')] }))).toMatchObject({ ...owed, ringNow: false });
  });
});
