import { businessInstant } from '../../calendar/business-instant.js';
import { laneOf } from '../lane-of.js';
import type { Context, Story } from '../story.js';
import { repHours } from './rep-hours.js';

// Follow-up is planned from acceptance: each step falls due a while after the one before it, in the rep's own working time.
export function startCadence(story: Story, context: Context): void {
  const { handOff } = story.state;
  if (handOff === null) return;
  const cadence = context.terms.cadences[laneOf(handOff, context.terms).cadence ?? ''];
  const first = cadence?.steps[0];
  if (cadence === undefined || first === undefined) return;
  const dueAt = businessInstant(repHours(story.state, context), context.now, first.after);
  story.add({
    kind: 'CadenceStarted',
    at: context.now,
    cadence: cadence.id,
    handOff: handOff.number,
    step: first.id,
    dueAt,
    clause: cadence.clause,
  });
}

/** A planned touch is due: the rep is told, unless they touched the lead since the step began to count. */
export function onCadenceDue(story: Story, context: Context): void {
  const { cadence: progress, repId, lastTouchAt } = story.state;
  if (progress === null) return;
  const cadence = context.terms.cadences[progress.cadence];
  const index = cadence?.steps.findIndex(({ id }) => id === progress.step) ?? -1;
  const step = cadence?.steps[index];
  // A step that the lead's version does not have ends the cadence, or its deadline would come for ever.
  if (cadence === undefined || step === undefined)
    return story.add({
      kind: 'CadenceEnded',
      at: context.now,
      cadence: progress.cadence,
      handOff: progress.handOff,
      why: 'the agreement no longer has it',
    });
  const next = cadence.steps[index + 1] ?? null;
  story.add({
    kind: 'CadenceStepDue',
    at: context.now,
    cadence: cadence.id,
    handOff: progress.handOff,
    step: step.id,
    repId,
    nextStep: next?.id ?? null,
    nextDueAt: next === null ? null : businessInstant(repHours(story.state, context), progress.dueAt, next.after),
    tell: lastTouchAt === null || lastTouchAt < progress.sinceAt,
    clause: step.clause,
    ...(progress.repeat === undefined ? {} : { repeat: progress.repeat }),
  });
  if (next === null)
    story.add({ kind: 'CadenceEnded', at: context.now, cadence: cadence.id, handOff: progress.handOff, why: 'finished' });
}
