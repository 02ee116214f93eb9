import { assign } from '../assign.js';
import { meetClocks, startClocks } from '../clocks.js';
import { offeredTo } from '../concerns.js';
import { tell } from '../credit.js';
import type { Accept } from '../commands.js';
import { startCadence } from '../reactions/cadence.js';
import type { Stage } from '../moves.js';
import type { Context, Story } from '../story.js';
import { refuseIfTaken, takeOffer } from '../take-offer.js';
import { requireHolder, requireRep, requireStage } from './guards.js';

const accepted: readonly Stage[] = ['sales_accepted', 'sales_qualified', 'opportunity'];

// A rep takes the lead handed or offered to them, or one that waits in a queue: the accept clock is met, and the clocks that count from acceptance start.
export function accept(story: Story, command: Accept, context: Context): void {
  const { now, world } = context;
  refuseIfTaken(story.state, command.repId);
  if (story.state.repId === null && accepted.includes(story.state.stage)) return takeOver(story, command, context);
  requireStage(
    story.state,
    ['marketing_qualified'],
    'lead.not_handed_off',
    `Only a lead that is handed off can be accepted. Read GET /v1/leads/${story.state.leadId}.`,
  );
  requireRep(world.team, command.repId);
  if (offeredTo(story.state).length > 0) takeOffer(story, command.repId, context);
  take(story, command.repId, context);
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

// It was accepted before, and has come to nobody since: whoever takes it goes on where it stands.
function takeOver(story: Story, { repId }: Accept, context: Context): void {
  requireRep(context.world.team, repId);
  take(story, repId, context);
  tell(story, 'accept', context.now, context);
}

// From a queue, or out of the hold that it waits in.
function take(story: Story, repId: string, context: Context): void {
  const { repId: holder, handOff } = story.state;
  if (holder !== null || handOff === null) return;
  const { rung, clause } = handOff;
  assign(story, { repId, by: 'taken', rung, rungUntilAt: null, clause, whyNot: [] }, context);
}
