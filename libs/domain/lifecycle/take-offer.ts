import { assign, dropMootEffects } from './assign.js';
import { meetClocks } from './clocks.js';
import { offeredTo } from './concerns.js';
import { tell } from './credit.js';
import type { LeadState } from './lead.js';
import { stopPoolClocks } from './offer.js';
import { Refusal } from './refusal.js';
import type { Context, Story } from './story.js';

/** A rep to whom the lead was offered, too late: another was first. */
export function refuseIfTaken({ handOff, repId: holder }: LeadState, repId: string): void {
  if (holder === null || holder === repId || handOff?.offer?.reps.includes(repId) !== true) return;
  throw new Refusal('lead.taken', `Rep ${holder} took this lead first. Read GET /v1/reps/${repId}/queue for what else waits.`, {
    repId: holder,
  });
}

/** One of those to whom the lead is offered takes it, and a seat with it; what is promised from here on is this rep's. */
export function takeOffer(story: Story, repId: string, context: Context): void {
  const { now } = context;
  const { handOff } = story.state;
  if (handOff?.offer === undefined) return;
  requireOffered(story.state, repId);
  requireSeat(repId, context);
  tell(story, 'accept', now, context, { repId });
  meetClocks(story, 'accepted', now, context);
  stopPoolClocks(story, `taken by ${repId}`, now);
  const { rung, offer } = handOff;
  const how = { pool: offer.pool, strategy: 'first-come', clause: offer.clause };
  assign(story, { repId, by: 'taken', rung, rungUntilAt: null, ...how, whyNot: [] }, context);
  dropMootEffects(story, `taken by ${repId}`, context);
}

function requireOffered(state: LeadState, repId: string): void {
  const reps = offeredTo(state);
  if (reps.includes(repId)) return;
  throw new Refusal(
    'lead.not_offered',
    `This lead is offered to ${reps.join(', ')}. Have it reassigned to ${repId} (command reassign).`,
    {
      reps,
    },
  );
}

// No seat was held for the offer, so there may be none by now.
function requireSeat(repId: string, { world }: Context): void {
  const capacity = world.team.reps[repId]?.capacity ?? null;
  if (capacity === null) return;
  const open = world.loads[repId]?.open ?? 0;
  if (open < capacity) return;
  throw new Refusal('rep.no_seat', `Rep ${repId} holds ${open} of at most ${capacity} leads. Report on one of them first.`, {
    repId,
    open,
    capacity,
  });
}
