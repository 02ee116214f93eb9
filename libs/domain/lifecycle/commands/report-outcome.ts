import type { OutcomeRule } from '../../agreement/terms.js';
import type { ReportOutcome } from '../commands.js';
import { leaveSales, recycle } from '../leave-sales.js';
import { moves, type Stage } from '../moves.js';
import { Refusal } from '../refusal.js';
import type { Context, Story } from '../story.js';
import { requireHolder, requireReason, requireStage } from './guards.js';

const stageAfter: Record<Exclude<OutcomeRule['is'], 'rejected' | 'recycled'>, Stage> = {
  won: 'customer',
  lost: 'lost',
  disqualified: 'disqualified',
};

// Sales reports how it went, by a reason of the agreement: won, lost, never, or not now.
export function reportOutcome(story: Story, command: ReportOutcome, context: Context): void {
  const { state } = story;
  requireStage(
    state,
    ['sales_accepted', 'sales_qualified', 'opportunity'],
    'lead.not_with_sales',
    'An outcome is reported after acceptance. Accept or reject a lead that was handed off.',
  );
  requireHolder(state, command.repId);
  const rule = requireReason(context.terms, command.reason, ({ is }) => is !== 'rejected');
  const to = rule.is === 'recycled' || rule.is === 'rejected' ? 'nurturing' : stageAfter[rule.is];
  if (!moves[state.stage].includes(to)) {
    throw new Refusal(
      'lead.outcome_too_early',
      `A lead that is ${state.stage} can't become ${to}. Advance it to opportunity first (command advance).`,
      {
        stage: state.stage,
      },
    );
  }
  story.add({
    kind: 'OutcomeReported',
    at: context.now,
    handOff: state.handOffs,
    repId: command.repId,
    reason: rule.reason,
    is: rule.is,
    commandId: command.id,
    clause: rule.clause,
  });
  if (rule.is === 'recycled') return recycle(story, rule, command.nextContactAt ?? null, context);
  leaveSales(story, to, rule.reason, rule.clause, context);
}
