import type { MailVerdict } from '../contact/judge-mail.js';
import { isNurtureMail, type Effect } from './effects.js';
import type { LeadInput } from './inputs.js';
import type { LeadState } from './lead.js';
import { mootWhy } from './moot.js';
import { judgeNurtureMail, releaseNurtureMail } from './nurture-mail.js';
import { isOvertaken, overtaken } from './overtaken.js';
import type { Context, Story } from './story.js';
import type { World } from './world.js';

/** Whoever releases what is held wakes the lead; this is for the day on which that wake is lost. Rare, so that a history stays small in a long outage. */
const lookAgainMs = 6 * 3_600_000;

/** Its channel is away: the effect is held until the incident is over, unless nobody needs it any more. */
export function holdEffect(story: Story, effect: Effect, code: string, { terms, now }: Context): void {
  const { key } = effect;
  const why = mootWhy(effect, story.state, terms) ?? (isOvertaken(story.state, effect) ? overtaken : null);
  if (why !== null) return story.add({ kind: 'EffectDropped', at: now, key, why });
  story.add({ kind: 'EffectHeld', at: now, key, code, retryAt: now + lookAgainMs });
}

/** Those of the lead's held effects whose turn has come on the channel's return: each goes, is put off, or is dropped. */
export function releaseHeld(story: Story, context: Context): void {
  for (const key of context.world.released ?? []) {
    const held = story.state.effects.find(({ effect, status }) => effect.key === key && status === 'held');
    if (held !== undefined) release(story, held.effect, context);
  }
}

function release(story: Story, effect: Effect, context: Context): void {
  const { terms, now } = context;
  const why = mootWhy(effect, story.state, terms);
  if (why !== null) return story.add({ kind: 'EffectDropped', at: now, key: effect.key, why });
  if (isNurtureMail(effect)) return releaseNurtureMail(story, effect, context, 'returned');
  story.add({ kind: 'EffectRetried', at: now, key: effect.key, why: 'returned' });
}

/** What `releaseHeld` would do with a held effect at `now`: for the preview of a return. */
export function verdictOnReturn(
  state: LeadState,
  effect: Effect,
  seen: Pick<Context, 'terms' | 'now'> & Pick<World, 'contact'>,
): MailVerdict | { do: 'drop'; why: string } {
  const why = mootWhy(effect, state, seen.terms);
  if (why !== null) return { do: 'drop', why };
  return isNurtureMail(effect) ? judgeNurtureMail(state, effect, seen) : { do: 'go', lateMs: 0 };
}

/** Effects of which the turn may find that they are held: the state says so, or the turn is about to hear it. */
export function maybeHeld({ effects }: LeadState, inputs: LeadInput[]): string[] {
  const held = effects.filter(({ status }) => status === 'held').map(({ effect }) => effect.key);
  const heldNow = inputs.flatMap((input) => (input.kind === 'effectDone' && input.outcome === 'held' ? [input.key] : []));
  return [...held, ...heldNow];
}
