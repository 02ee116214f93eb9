import { contactWindow } from '../../libs/domain/contact/contact-window.js';
import { judgeMail } from '../../libs/domain/contact/judge-mail.js';
import { isNurtureMail, type Effect, type SendMessage } from '../../libs/domain/lifecycle/effects.js';
import type { EffectOutcome, LeadInput } from '../../libs/domain/lifecycle/inputs.js';
import { mayNurture } from '../../libs/domain/lifecycle/may-nurture.js';
import { rowOf, type House, type SimLead } from './house.js';
import { checkSend } from './invariants/check-send.js';

const outcomes = { works: 'done', crashes: 'unknown', bounces: 'bounced', away: 'done', refused: 'done', held: 'done' } as const;

/** Does an effect once, as activities and libs/persistence/effects do, with the mail server of the hour. */
export function performed(house: House, lead: SimLead, effect: Effect): LeadInput {
  const { now } = house;
  const mail = now < house.mail.until ? house.mail.is : 'works';
  const { key } = effect;
  const ended = lead.outside.get(key) ?? release(house, lead, effect);
  if (ended === null) {
    const failed = { kind: 'effectFailed', at: now, key } as const;
    if (mail === 'away') return { ...failed, code: 'mail.unreachable', weather: true };
    if (mail === 'held') return { kind: 'effectDone', at: now, key, outcome: 'held', why: 'mail.unreachable' };
    if (mail === 'refused') return { ...failed, code: 'mail.refused', weather: false };
    checkSend(house, lead, effect);
    lead.sent.push({ key, at: now, nurture: isNurtureMail(effect) });
  }
  const outcome: EffectOutcome = ended ?? outcomes[mail];
  if (outcome !== 'postponed') lead.outside.set(key, outcome);
  return { kind: 'effectDone', at: now, key, outcome };
}

// As libs/persistence/effects/may-mail.ts; null: it may go.
function release(house: House, lead: SimLead, effect: Effect): EffectOutcome | null {
  if (effect.kind !== 'sendMessage') return null;
  const { email } = lead.consent;
  if (lead.mergedInto !== null || email?.given === false) return 'skipped';
  if (!isNurtureMail(effect)) return null;
  const stage = rowOf(lead)?.stage ?? 'inquiry';
  if (email === undefined || !mayNurture(stage, house.plot.terms)) return 'skipped';
  return judge(house, lead, effect) === 'go' ? null : 'postponed';
}

function judge({ now, plot }: House, { profile, sent }: SimLead, { key, dueAt = now }: SendMessage): string {
  const { contact } = plot.terms;
  const others = sent.filter((mail) => mail.nurture && mail.key !== key).map(({ at }) => at);
  return judgeMail({ dueAt, now, contact, window: contactWindow(profile, contact), others }).do;
}
