import type { Instant } from '../calendar/instant.js';
import { judgeMail, type MailVerdict } from '../contact/judge-mail.js';
import { isNurtureMail, type SendMessage } from './effects.js';
import type { LeadState, PendingEffect } from './lead.js';
import { mayNurture } from './may-nurture.js';
import type { Context, Story } from './story.js';
import type { World } from './world.js';

/**
 * A mail of a track falls due. It goes now, or when hours and cap of the agreement's `contact` next allow it, or not at all if it comes too late.
 * Gives the instant it is planned for: the track's next step counts from there, so mails keep their distance and never pile up.
 */
export function sendNurtureMail(
  story: Story,
  mail: Pick<SendMessage, 'key' | 'message' | 'clause'> & { dueAt: Instant },
  context: Context,
): Instant {
  story.add({ kind: 'MessageDue', at: context.now, ...mail });
  const verdict = judge(story, mail, context);
  if (verdict.do !== 'go') heed(story, mail.key, verdict, context);
  return verdict.do === 'postpone' ? verdict.untilAt : context.now;
}

/** The instant has come for which a mail was put off, or at which its mail server is tried again. */
export function releaseNurtureMail(story: Story, mail: SendMessage, context: Context, why: 'due' | 'returned' = 'due'): void {
  const verdict = judge(story, mail, context);
  if (verdict.do !== 'go') return heed(story, mail.key, verdict, context);
  const { late } = context.terms.contact;
  const lateMs = late !== null && verdict.lateMs > late.afterMs ? { lateMs: verdict.lateMs } : {};
  story.add({ kind: 'EffectRetried', at: context.now, key: mail.key, why, ...lateMs });
}

/** The release found, under the lead's lock, that the mail may not go after all: another was faster, or its hour was over. */
export function putOffNurtureMail(story: Story, mail: SendMessage, context: Context): void {
  const verdict = judge(story, mail, context);
  const again: MailVerdict = { do: 'postpone', untilAt: context.now + breathMs, why: 'cap' };
  heed(story, mail.key, verdict.do === 'go' ? again : verdict, context);
}

/** What the turn and the release don't agree about is asked again this much later, so that they never chase each other. */
const breathMs = 60_000;

/** What marketing had planned is dropped once it must be quiet. A mail that is being sent ends by itself: its release looks at the stage, too. */
export function dropNurtureMail(story: Story, { terms, now }: Context): void {
  const { stage, effects } = story.state;
  if (mayNurture(stage, terms)) return;
  for (const { effect, status } of effects) {
    if (status !== 'running' && isNurtureMail(effect))
      story.add({ kind: 'EffectDropped', at: now, key: effect.key, why: `the lead is ${stage}` });
  }
}

function heed(story: Story, key: string, verdict: Exclude<MailVerdict, { do: 'go' }>, { now }: Context): void {
  if (verdict.do === 'postpone') {
    const { untilAt, why } = verdict;
    return story.add({ kind: 'MessagePostponed', at: now, key, untilAt, why });
  }
  story.add({ kind: 'EffectDropped', at: now, key, why: `${Math.round(verdict.lateMs / 60_000)} min late: contact.late` });
}

const judge = ({ state }: Story, mail: Pick<SendMessage, 'key' | 'dueAt'>, { terms, world, now }: Context): MailVerdict =>
  judgeNurtureMail(state, mail, { terms, contact: world.contact, now });

/** Whether a mail of the lead may go at `now`, beside its other mails: those that went and those that are planned. */
export function judgeNurtureMail(
  state: LeadState,
  { key, dueAt }: Pick<SendMessage, 'key' | 'dueAt'>,
  { terms, contact: { window, sent }, now }: Pick<Context, 'terms' | 'now'> & Pick<World, 'contact'>,
): MailVerdict {
  const planned = state.effects.flatMap((pending) => reservationOf(pending, now));
  const others = new Map(planned.map((mail) => [mail.key, mail.at]));
  // Sent by a worker whose clock is ahead, or after the instant in hand: it counts.
  for (const mail of sent) others.set(mail.key, Math.min(mail.at, now));
  others.delete(key);
  return judgeMail({ dueAt: dueAt ?? now, now, contact: terms.contact, window, others: [...others.values()] });
}

/** When a mail that is under way is expected to go. One that is stuck goes nowhere. */
function reservationOf({ effect, status, retryAt }: PendingEffect, now: Instant): { key: string; at: Instant }[] {
  if (!isNurtureMail(effect) || status === 'stuck') return [];
  return [{ key: effect.key, at: status === 'running' ? now : (retryAt ?? now) }];
}
