import type { ResultRule } from '../../agreement/follow-up.js';
import { businessInstant } from '../../calendar/business-instant.js';
import type { AskedTouch } from '../plan-progress.js';
import type { Context, Story } from '../story.js';
import type { World } from '../world.js';
import { repHours } from './rep-hours.js';

type Touch = World['touches'][number];

/**
 * What came of a touch moves the cadence, as the agreement says. The touch answers the step that the rep was last `asked` for; if they were asked for
 * none, it is ahead of the step to come.
 */
export function heedResult(story: Story, touch: Touch, asked: AskedTouch | null, context: Context): void {
  const { channel, result } = touch;
  // The channel is a sender's word, and `constructor` may be one.
  const rules = Object.hasOwn(context.terms.results, channel) ? context.terms.results[channel] : undefined;
  const rule = result === undefined ? undefined : rules?.[result];
  const answered = asked ?? story.state.cadence;
  if (rule === undefined || answered === null) return;
  if (rule.do === 'stop') return stop(story, `${channel}: ${result}`, rule, context);
  if (rule.do === 'next') return goOn(story, touch, asked, rule, context);
  if (rule.do === 'again')
    return again(story, answered, businessInstant(repHours(story.state, context), touch.occurredAt, rule.after), rule, context);
  story.add({ kind: 'CadenceHeld', ...planned(answered, rule, context), needs: rule.field, afterSeq: touch.seq });
}

/** A held cadence goes on with the step it was held at, once the profile says something of the field. */
export function resumeCadence(story: Story, context: Context): void {
  const held = story.state.cadence;
  if (held?.needs === undefined) return;
  const { field, afterSeq, clause } = held.needs;
  if (context.world.renewed?.some((word) => word.field === field && word.seq > afterSeq) !== true) return;
  again(story, held, businessInstant(repHours(story.state, context), context.now, { ms: 0 }), { clause }, context);
}

function stop(story: Story, why: string, { clause }: ResultRule, { now }: Context): void {
  const { cadence } = story.state;
  if (cadence !== null)
    story.add({ kind: 'CadenceEnded', at: now, cadence: cadence.cadence, handOff: cadence.handOff, why, clause });
}

// The cadence has gone on by itself when its step fell due: then the step to come stays where it is, but this touch does not make it needless.
function goOn(story: Story, { occurredAt }: Touch, asked: AskedTouch | null, rule: ResultRule, context: Context): void {
  const { cadence } = story.state;
  if (cadence === null || cadence.needs !== undefined) return;
  const { step, dueAt } = cadence;
  if (asked !== null) return story.add({ kind: 'CadenceAdvanced', ...planned(cadence, rule, context), step, dueAt });
  const steps = context.terms.cadences[cadence.cadence]?.steps ?? [];
  const next = steps[steps.findIndex(({ id }) => id === step) + 1];
  if (next === undefined) return stop(story, 'finished', rule, context);
  const nextDueAt = businessInstant(repHours(story.state, context), occurredAt, next.after);
  story.add({ kind: 'CadenceAdvanced', ...planned(cadence, rule, context), step: next.id, dueAt: nextDueAt });
}

function again(story: Story, answered: AskedTouch, dueAt: number, rule: Pick<ResultRule, 'clause'>, context: Context): void {
  const repeat = (story.state.handOff?.repeats ?? 0) + 1;
  story.add({ kind: 'CadenceStepAgain', ...planned(answered, rule, context), dueAt, repeat });
}

const planned = (
  { cadence, handOff, step }: AskedTouch,
  { clause }: Pick<ResultRule, 'clause'>,
  { now }: Context,
): AskedTouch & { at: number; clause: string } => ({ at: now, cadence, handOff, step, clause });
