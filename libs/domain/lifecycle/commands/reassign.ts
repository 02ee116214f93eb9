import { assign, release } from '../assign.js';
import type { Reassign } from '../commands.js';
import { salesStages } from '../moves.js';
import { Refusal } from '../refusal.js';
import type { Context, Story } from '../story.js';
import { requireRep, requireStage } from './guards.js';

// A manager gives the lead to another rep, whatever that rep's load. The rep's clocks start anew; the lead's own wait goes on.
export function reassign(story: Story, command: Reassign, context: Context): void {
  requireStage(story.state, salesStages, 'lead.not_with_sales', 'Only a lead that sales holds can be reassigned.');
  requireRep(context.world.team, command.toRepId);
  if (story.state.repId === command.toRepId) {
    throw new Refusal('lead.already_theirs', `Rep ${command.toRepId} holds this lead already. Name another rep.`, {
      repId: command.toRepId,
    });
  }
  release(story, `reassigned to ${command.toRepId}`, context);
  const { handOff } = story.state;
  if (handOff === null) return;
  assign(
    story,
    { repId: command.toRepId, by: 'command', rung: handOff.rung, rungUntilAt: null, clause: handOff.clause, whyNot: [] },
    context,
  );
}
