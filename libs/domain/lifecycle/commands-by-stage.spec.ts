import {
  aLead,
  accepted,
  ended,
  handedOff,
  opportunity,
  qualifiedBySales,
  type Asked,
  type Life,
} from '../../../test/support/life.js';
import { commandKinds, type LeadCommand } from './commands.js';
import { stages, type Stage } from './moves.js';

/** A lead at each stage, by the road that leads there; `erased` has no door yet, so its state is set. */
const at: Record<Stage, () => Life> = {
  inquiry: () => {
    const life = aLead();
    life.profile = { country: 'Select' };
    return Object.assign(life, { terms: { ...life.terms, nurture: { ...life.terms.nurture, tracks: [] } } }).hears({
      kind: 'page_viewed',
    });
  },
  nurturing: () => aLead().hears({ kind: 'page_viewed' }),
  marketing_qualified: handedOff,
  sales_accepted: accepted,
  sales_qualified: qualifiedBySales,
  opportunity,
  customer: () => ended('bought'),
  lost: () => ended('too-dear'),
  disqualified: () => ended('never'),
  merged: () => {
    const life = aLead().hears({ kind: 'page_viewed' });
    life.merged = '6f1b2c5e-0000-4000-8000-000000000002';
    return life.hears();
  },
  erased: () => {
    const life = aLead().hears({ kind: 'page_viewed' });
    life.state = { ...life.state, stage: 'erased', track: null };
    return life;
  },
};

const moveId = '6f1b2c5e-0000-4000-8000-00000000000a';

const commands: Record<LeadCommand['kind'], Asked> = {
  accept: { kind: 'accept', repId: 'ana' },
  reject: { kind: 'reject', repId: 'ana', reason: 'outside-profile' },
  touch: { kind: 'touch', repId: 'ana', channel: 'call' },
  advance: { kind: 'advance', repId: 'ana', to: 'opportunity' },
  outcome: { kind: 'outcome', repId: 'ana', reason: 'too-dear' },
  reassign: { kind: 'reassign', toRepId: 'ben' },
  retry: { kind: 'retry' },
  contest: { kind: 'contest' },
  takeVersion: { kind: 'takeVersion', version: 2, moveId },
  undoVersion: { kind: 'undoVersion', moveId },
};

const notHandedOff = 'refused: lead.not_handed_off';
const notReady = 'refused: lead.not_ready_to_advance';
const notWithSales = 'refused: lead.not_with_sales';
const notStuck = 'refused: lead.not_stuck';
const outside = {
  accept: notHandedOff,
  reject: notHandedOff,
  advance: notReady,
  outcome: notWithSales,
  reassign: notWithSales,
  retry: notStuck,
  contest: 'refused: rejection.none',
  takeVersion: 'refused: agreement.not_in_force',
  undoVersion: 'changes nothing',
};
const heard = { ...outside, touch: 'stays' };
const changesNothing = { ...outside, touch: 'changes nothing', takeVersion: 'changes nothing' };
const withSales = { ...outside, touch: 'stays', reassign: 'stays' };

/** Every cell: the stage the lead is in afterwards, or the refusal. */
const table: Record<Stage, Record<LeadCommand['kind'], string>> = {
  inquiry: heard,
  nurturing: heard,
  marketing_qualified: { ...withSales, accept: 'sales_accepted', reject: 'nurturing' },
  sales_accepted: { ...withSales, outcome: 'lost' },
  sales_qualified: { ...withSales, advance: 'opportunity', outcome: 'lost' },
  opportunity: { ...withSales, outcome: 'lost' },
  customer: changesNothing,
  lost: changesNothing,
  disqualified: changesNothing,
  merged: changesNothing,
  erased: changesNothing,
};

describe.each(stages)('a lead that is %s', (stage) => {
  it('is there', () => expect(at[stage]().state.stage).toBe(stage));

  it.each(commandKinds)(`answers %s as the table says`, (kind) => {
    const life = at[stage]();
    const before = life.state;
    const answer = life.asks(commands[kind]);
    const cell = answer.refusal
      ? `refused: ${answer.refusal.code}`
      : answer.applied
        ? settled(life, before.stage)
        : 'changes nothing';
    expect(cell).toBe(table[stage][kind]);
    if (answer.refusal) {
      expect(answer.refusal.message.length).toBeGreaterThan(20);
      expect({ ...life.state, turn: 0 }).toEqual({ ...before, turn: 0, heardSeq: life.state.heardSeq });
    }
  });
});

const settled = (life: Life, before: Stage): string => (life.state.stage === before ? 'stays' : life.state.stage);
