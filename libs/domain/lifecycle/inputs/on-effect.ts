import { startClocks } from '../clocks.js';
import { concerns } from '../concerns.js';
import { tell } from '../credit.js';
import { isNotice, isNurtureMail, type TellRep } from '../effects.js';
import { holdEffect } from '../held.js';
import type { EffectOutcome, LeadInput } from '../inputs.js';
import type { PendingEffect } from '../lead.js';
import { mootWhy } from '../moot.js';
import { putOffNurtureMail } from '../nurture-mail.js';
import type { Context, Story } from '../story.js';

type Of<K extends LeadInput['kind']> = Extract<LeadInput, { kind: K }>;

/** An outward act is done. Once the notice of a hand-off is, its rep has been told, and the time is theirs. (A hand-off from before there were two parts: its clocks start.) */
export function onEffectDone(story: Story, input: Of<'effectDone'>, context: Context): void {
  const pending = find(story, input.key);
  if (pending === undefined) return;
  const { effect } = pending;
  if (input.outcome === 'postponed' && isNurtureMail(effect)) return putOffNurtureMail(story, effect, context);
  if (input.outcome === 'held') return holdEffect(story, effect, input.why ?? 'held', context);
  const why = input.why === undefined ? {} : { why: input.why };
  story.add({ kind: 'EffectDone', at: context.now, key: input.key, outcome: input.outcome, ...why });
  if (isNotice(effect)) noticed(story, effect, input.outcome, pending.code, context);
}

function noticed(story: Story, notice: TellRep, outcome: EffectOutcome, code: string | null, context: Context): void {
  const { handOff } = story.state;
  const { repId } = notice;
  if (handOff === null || !concerns(story.state, repId) || notice.handOff !== handOff.number || handOff.noticedAt !== null)
    return;
  if (outcome === 'skipped') return; // there was nobody to tell
  story.add({ kind: 'RepNoticed', at: context.now, handOff: handOff.number, repId, outcome });
  if (handOff.toldAt === undefined) startClocks(story, 'noticed', context.now, context);
  // Whether a notice of unknown fate arrived nobody can say, so no time is charged to its rep.
  else if (outcome === 'done') tell(story, 'notice', context.now, context, { repId, detail: code });
}

/** Weather waits and comes back by itself; a refusal for good makes the lead stuck, with a slow retry armed. */
export function onEffectFailed(story: Story, input: Of<'effectFailed'>, { terms, now }: Context): void {
  const pending = find(story, input.key);
  if (pending === undefined) return;
  const { key, code } = input;
  const failures = pending.failures + 1;
  const why = mootWhy(pending.effect, story.state, terms);
  if (why !== null) return story.add({ kind: 'EffectDropped', at: now, key, why });
  if (input.weather)
    return story.add({ kind: 'EffectWaits', at: now, key, code, failures, retryAt: now + weatherPauseMs(failures) });
  story.add({ kind: 'LeadStuck', at: now, key, code, failures, retryAt: now + stuckPauseMs(failures) });
}

const minute = 60_000;
/** 1, 2, 4, 8, then every 10 minutes: a provider that is back must not be found out hours later. */
const weatherPauseMs = (failures: number): number => Math.min(minute * 2 ** (failures - 1), 10 * minute);
/** 6 hours, then daily: what was refused for good needs a person; the retry only heals what was mended without a word. */
const stuckPauseMs = (failures: number): number => (failures === 1 ? 6 : 24) * 60 * minute;

const find = (story: Story, key: string): PendingEffect | undefined =>
  story.state.effects.find(({ effect }) => effect.key === key);
