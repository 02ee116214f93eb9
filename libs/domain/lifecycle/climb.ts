import { profileField } from '../agreement/profile-field.js';
import { choose, type Choice } from '../routing/choose.js';
import { unroutedQueue } from '../routing/unrouted.js';
import { assign } from './assign.js';
import { laneOf } from './lane-of.js';
import type { LeadEvent } from './events.js';
import type { HandOff } from './lead.js';
import { offerLead } from './offer.js';
import type { Context, Story } from './story.js';

type By = Extract<LeadEvent, { kind: 'LeadAssigned' }>['by'];

/** Climbs the ladder from a rung on until a rep, a hold or a queue takes the lead. `ranOut`: holds up to this rung have had their time. */
export function climb(story: Story, fromRung: number, by: By, context: Context, ranOut: number | null = null): void {
  const { handOff } = story.state;
  if (handOff !== null) place(story, handOff, choiceFor(story, handOff, fromRung, ranOut, context), by, context);
}

/** A lead that waits is tried at every wake: a seat may be free, the team may have changed. Nothing is said if nothing has changed. */
export function climbAgain(story: Story, context: Context): void {
  const { handOff } = story.state;
  if (handOff === null || !isWaiting(story, handOff, context)) return;
  const choice = choiceFor(story, handOff, 0, Infinity, context); // what was held for a while has been held
  if (!isPlacedSo(story, handOff, choice)) place(story, handOff, choice, 'ladder', context);
}

function choiceFor(
  { state }: Story,
  handOff: HandOff,
  fromRung: number,
  ranOut: number | null,
  { terms, world, now }: Context,
): Choice {
  const { team, loads, paces, evidence } = world;
  return choose({
    ladder: laneOf(handOff, terms).ladder,
    fromRung,
    ranOut,
    tried: handOff.tried,
    isAccepted: handOff.acceptedAt !== null,
    profileField: (path) => profileField(evidence.profile, path, terms),
    ...{ team, loads, paces },
    lastRep: state.lastRep,
    at: now,
  });
}

function place(story: Story, handOff: HandOff, choice: Choice, by: By, context: Context): void {
  const { number, acceptedAt } = handOff;
  const { rung, clause, whyNot, untilAt } = choice;
  const where = { at: context.now, handOff: number, rung, clause, whyNot };
  if (choice.kind === 'rep') {
    const { repId, pool, strategy } = choice;
    // Whom an escalation gives a lead that was accepted before has nothing left to accept, so no time for it runs.
    const rungUntilAt = acceptedAt === null ? untilAt : null;
    return assign(story, { repId, by, rung, rungUntilAt, clause, pool, strategy, whyNot }, context);
  }
  if (choice.kind === 'offer') return offerLead(story, handOff, choice, context);
  const waitsFor = waitsForOf(choice);
  if (choice.kind === 'queue') return story.add({ kind: 'LeadQueued', ...where, queue: choice.queue, untilAt, waitsFor });
  story.add({ kind: 'LeadHeld', ...where, untilAt: choice.untilAt, waitsFor });
  if (choice.send !== null) {
    const key = `handOff:${number}/hold:${choice.send}`;
    story.add({ kind: 'MessageDue', at: context.now, key, message: choice.send, clause, as: 'answer' });
  }
}

// In a queue of the agreement's own somebody looks after the lead, and a hold of a fixed length is meant to last. One that is over now is
// a deadline's matter.
function isWaiting({ state }: Story, handOff: HandOff, { terms, now }: Context): boolean {
  const { rung, heldUntilAt } = handOff;
  if (state.repId !== null || (heldUntilAt !== null && heldUntilAt <= now)) return false;
  const step = laneOf(handOff, terms).ladder[rung];
  return state.queue === unroutedQueue || (state.queue === null && step?.to === 'hold' && step.until === 'nextShift');
}

function isPlacedSo({ state }: Story, { heldUntilAt, waitsFor = [] }: HandOff, choice: Choice): boolean {
  if (choice.kind === 'rep' || choice.kind === 'offer') return false;
  const queue = choice.kind === 'queue' ? choice.queue : null;
  return queue === state.queue && choice.untilAt === heldUntilAt && waitsForOf(choice).join() === waitsFor.join();
}

// In a queue of the agreement's own a free seat changes nothing.
function waitsForOf(choice: Choice): string[] {
  if (choice.kind === 'queue' && choice.queue !== unroutedQueue) return [];
  return choice.whyNot.filter(({ why }) => why === 'no-seat').map(({ repId }) => repId);
}
