import { release } from '../assign.js';
import { breached } from '../breach.js';
import { climb } from '../climb.js';
import { offeredTo } from '../concerns.js';
import { creditDue, creditOutages } from '../credit.js';
import type { Deadline } from '../deadlines.js';
import { isNurtureMail } from '../effects.js';
import type { PendingEscalation } from '../lead.js';
import { releaseNurtureMail } from '../nurture-mail.js';
import { onCadenceDue } from '../reactions/cadence.js';
import { onTrackDue } from '../reactions/track.js';
import { unroutedQueue } from '../../routing/unrouted.js';
import type { Context, Story } from '../story.js';

/** A deadline has come: what the agreement, or the lead's own plan, says to do then. */
export function onDue(story: Story, deadline: Deadline, context: Context): void {
  switch (deadline.kind) {
    case 'clock':
      return breach(story, deadline.key, context);
    case 'escalation':
      return escalate(story, deadline.key, context);
    case 'rung':
      return nextRung(story, context);
    case 'hold':
      return tryAgain(story, context);
    case 'track':
      return onTrackDue(story, context);
    case 'cadence':
      return onCadenceDue(story, context);
    case 'rest':
      return story.add({ kind: 'RestEnded', at: context.now, why: 'due', signal: null });
    case 'effect':
      return tryEffect(story, deadline.key, context);
  }
}

function tryEffect(story: Story, key: string, context: Context): void {
  const effect = story.state.effects.find((pending) => pending.effect.key === key)?.effect;
  if (effect !== undefined && isNurtureMail(effect)) return releaseNurtureMail(story, effect, context);
  story.add({ kind: 'EffectRetried', at: context.now, key, why: 'due' });
}

function breach(story: Story, id: string, context: Context): void {
  creditOutages(story, id, context);
  const clock = story.state.clocks.find((running) => running.id === id);
  if (clock !== undefined && clock.dueAt <= context.now) story.add(breached(clock, context.now));
}

// The rep of this rung had their time; the next rung gets the lead.
function nextRung(story: Story, context: Context): void {
  const rung = story.state.handOff?.rung ?? 0;
  release(story, 'not accepted in time', context);
  climb(story, rung + 1, 'ladder', context);
}

// A hold is over. For the unrouted a new round begins: who did not answer in the last one may answer now.
function tryAgain(story: Story, context: Context): void {
  const { handOff, queue } = story.state;
  if (handOff === null) return;
  if (queue === unroutedQueue) story.add({ kind: 'LadderRestarted', at: context.now, handOff: handOff.number });
  climb(story, 0, 'ladder', context, queue === null ? handOff.rung : null);
}

function escalate(story: Story, key: string, context: Context): void {
  creditDue(story, context);
  const step = story.state.escalations.find((pending) => pending.key === key);
  const { handOff } = story.state;
  if (step === undefined || handOff === null || step.at > context.now) return;
  story.add(escalated(story, step, handOff.number, context));
  if (step.do.kind === 'reassign') {
    if (story.state.repId === null && offeredTo(story.state).length === 0) return;
    release(story, 'escalation', context);
    climb(story, handOff.rung, 'escalation', context);
  }
  if (step.do.kind === 'queue') {
    release(story, 'escalation', context);
    story.add({
      kind: 'LeadQueued',
      at: context.now,
      handOff: handOff.number,
      rung: handOff.rung,
      queue: step.do.queue,
      clause: step.clause,
    });
  }
}

function escalated(story: Story, step: PendingEscalation, handOff: number, { now }: Context): Parameters<Story['add']>[number] {
  const { key, of, share, clause, at } = step;
  return { kind: 'Escalated', at: now, key, handOff, of, share, do: step.do, repId: story.state.repId, clause, dueAt: at };
}
