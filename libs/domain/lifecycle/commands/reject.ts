import type { OutcomeRule } from '../../agreement/terms.js';
import { businessInstant } from '../../calendar/business-instant.js';
import type { Instant } from '../../calendar/instant.js';
import type { Reject } from '../commands.js';
import { leaveSales, recycle } from '../leave-sales.js';
import { repHours } from '../reactions/rep-hours.js';
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
  const untilAt = contestUntil(story, rule, context);
  story.add({
    kind: 'LeadRejected',
    at: now,
    handOff: story.state.handOffs,
    repId: command.repId,
    reason: rule.reason,
    commandId: command.id,
    clause: rule.clause,
    ...(untilAt === null ? {} : { contestUntilAt: untilAt }),
  });
  if (rule.then === 'disqualified') return leaveSales(story, 'disqualified', rule.reason, rule.clause, context);
  recycle(story, rule, null, context);
}

// What was contested already and is rejected again stays rejected. The time to contest is counted in the hours of the rep who rejects.
function contestUntil({ state }: Story, { contest }: OutcomeRule, context: Context): Instant | null {
  if (contest === null || state.handOff?.contests !== undefined) return null;
  return businessInstant(repHours(state, context), context.now, contest);
}
