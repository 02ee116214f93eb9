import { profileField } from '../agreement/profile-field.js';
import { choose } from '../routing/choose.js';
import { laneOf, meetClocks, startClocks, stopClocks } from './clocks.js';
import type { LeadEvent } from './events.js';
import type { Context, Story } from './story.js';

type By = Extract<LeadEvent, { kind: 'LeadAssigned' }>['by'];

/** Climbs the ladder from a rung on until a rep, a hold or a queue takes the lead. */
export function climb(story: Story, fromRung: number, by: By, context: Context): void {
  const { handOff, lastRep } = story.state;
  if (handOff === null) return;
  const { terms, world, now } = context;
  const { ladder } = laneOf(handOff, terms);
  const choice = choose({
    ladder,
    fromRung,
    tried: handOff.tried,
    profileField: (path) => profileField(world.evidence.profile, path, terms),
    team: world.team,
    loads: world.loads,
    lastRep,
    at: now,
  });
  const { rung, clause } = choice;
  if (choice.kind === 'rep') {
    return assign(story, { repId: choice.repId, by, rung, rungUntilAt: choice.untilAt, clause, whyNot: choice.whyNot }, context);
  }
  if (choice.kind === 'queue')
    return story.add({ kind: 'LeadQueued', at: now, handOff: handOff.number, rung, queue: choice.queue, clause });
  story.add({ kind: 'LeadHeld', at: now, handOff: handOff.number, rung, untilAt: choice.untilAt, clause });
  if (choice.send !== null) {
    story.add({
      kind: 'MessageDue',
      at: now,
      key: `handOff:${handOff.number}/hold:${choice.send}`,
      message: choice.send,
      clause,
    });
  }
}

/** Gives the lead to a rep: the clocks that run until or from the assignment move. */
export function assign(
  story: Story,
  assignment: Pick<Extract<LeadEvent, { kind: 'LeadAssigned' }>, 'repId' | 'by' | 'rung' | 'rungUntilAt' | 'clause' | 'whyNot'>,
  context: Context,
): void {
  const { handOff } = story.state;
  if (handOff === null) return;
  const { now } = context;
  story.add({ kind: 'LeadAssigned', at: now, handOff: handOff.number, assignment: handOff.assignments + 1, ...assignment });
  meetClocks(story, 'assigned', now, context);
  startClocks(story, 'assigned', now, context);
}

/** Takes the lead from its rep. The rep's clocks stop; the lead's own wait, and with it the escalation, goes on. */
export function release(story: Story, why: string, { now }: Context): void {
  const { handOff, repId } = story.state;
  if (handOff === null || repId === null) return;
  story.add({ kind: 'RepReleased', at: now, handOff: handOff.number, repId, why });
  stopClocks(story, why, now, (clock) => clock.repId === repId);
  dropMootEffects(story, why, { now });
}

/** Effects for a rep who no longer holds the lead are dropped while they wait; one that runs now ends by itself. */
export function dropMootEffects(story: Story, why: string, { now }: Pick<Context, 'now'>): void {
  for (const { effect, status } of story.state.effects) {
    if (status === 'running' || effect.kind === 'sendMessage' || effect.repId === story.state.repId) continue;
    story.add({ kind: 'EffectDropped', at: now, key: effect.key, why });
  }
}
