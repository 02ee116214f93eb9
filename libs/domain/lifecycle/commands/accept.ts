import { assign } from '../assign.js';
import { meetClocks, startClocks } from '../clocks.js';
import { offeredTo } from '../concerns.js';
import { tell } from '../credit.js';
import type { Accept } from '../commands.js';
import { startCadence } from '../reactions/cadence.js';
import type { Context, Story } from '../story.js';
import { refuseIfTaken, takeOffer } from '../take-offer.js';
import { requireHolder, requireRep, requireStage } from './guards.js';

// A rep takes the lead handed or offered to them, or one that waits in a queue: the accept clock is met, and the clocks that count from acceptance start.
export function accept(story: Story, command: Accept, context: Context): void {
  const { now, world } = context;
  refuseIfTaken(story.state, command.repId);
  requireStage(
    story.state,
    ['marketing_qualified'],
    'lead.not_handed_off',
    `Only a lead that is handed off can be accepted. Read GET /v1/leads/${story.state.leadId}.`,
  );
  requireRep(world.team, command.repId);
  if (offeredTo(story.state).length > 0) takeOffer(story, command.repId, context);
  if (story.state.repId === null && story.state.handOff !== null) {
    const { rung, clause } = story.state.handOff;
    assign(story, { repId: command.repId, by: 'taken', rung, rungUntilAt: null, clause, whyNot: [] }, context);
  }
  requireHolder(story.state, command.repId);
  const handOff = story.state.handOffs;
  story.add(
    { kind: 'LeadAccepted', at: now, handOff, repId: command.repId, commandId: command.id },
    { kind: 'StageChanged', at: now, from: 'marketing_qualified', to: 'sales_accepted', why: `accepted by ${command.repId}` },
  );
  tell(story, 'accept', now, context);
  meetClocks(story, 'accepted', now, context);
  startClocks(story, 'accepted', now, context);
  startCadence(story, context);
}
