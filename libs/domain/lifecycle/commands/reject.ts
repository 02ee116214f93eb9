import type { Reject } from '../commands.js';
import { leaveSales, recycle } from '../leave-sales.js';
import type { Context, Story } from '../story.js';
import { requireHolder, requireReason, requireStage } from './guards.js';

// A rep refuses a lead that misses the agreed requirements: it goes back to nurturing with a fresh start, or out, as the agreement says.
export function reject(story: Story, command: Reject, context: Context): void {
  const { now, terms } = context;
  requireStage(
    story.state,
    ['marketing_qualified'],
    'lead.not_handed_off',
    'Only a lead that was handed off and is not accepted yet can be rejected. After acceptance report an outcome instead.',
  );
  requireHolder(story.state, command.repId);
  const rule = requireReason(terms, command.reason, (outcome) => outcome.is === 'rejected');
  story.add({
    kind: 'LeadRejected',
    at: now,
    handOff: story.state.handOffs,
    repId: command.repId,
    reason: rule.reason,
    commandId: command.id,
    clause: rule.clause,
  });
  if (rule.then === 'disqualified') return leaveSales(story, 'disqualified', rule.reason, rule.clause, context);
  recycle(story, rule, null, context);
}
