import { contactWindow } from '../../../libs/domain/contact/contact-window.js';
import { isOpen } from '../../../libs/domain/calendar/opening.js';
import { isNurtureMail, type Effect } from '../../../libs/domain/lifecycle/effects.js';
import { isWithSales } from '../../../libs/domain/lifecycle/moves.js';
import { rowOf, type House, type SimLead } from '../house.js';
import { check, type Invariant } from './broken.js';

interface SendMoment {
  house: House;
  lead: SimLead;
  effect: Effect;
}

/** Looks at every invariant of a mail that goes out now. */
export const checkSend = (house: House, lead: SimLead, effect: Effect): void =>
  check(ofSend, { house, lead, effect }, lead, house.now);

const ofSend: Invariant<SendMoment>[] = [
  {
    name: 'once',
    sentence: 'Nothing is done twice outside, in whatever branch.',
    fault: ({ lead, effect }) => (lead.sent.some(({ key }) => key === effect.key) ? effect.key : null),
  },
  {
    name: 'consent',
    sentence: 'Nothing goes to a lead that has withdrawn its consent, and nothing of marketing to one that never gave it.',
    fault: ({ lead, effect }) => {
      if (effect.kind !== 'sendMessage') return null;
      const { email } = lead.consent;
      return email?.given === true || (email === undefined && !isNurtureMail(effect)) ? null : effect.key;
    },
  },
  {
    name: 'marketing-is-quiet',
    sentence: 'Marketing sends nothing to a lead that has ended, nor to one with sales where the agreement says quiet.',
    fault: ({ house, lead, effect }) => {
      if (!isNurtureMail(effect)) return null;
      const stage = rowOf(lead)?.stage ?? 'inquiry';
      const quiet = house.plot.terms.nurture.whileSales === 'quiet';
      return stage === 'inquiry' || stage === 'nurturing' || (isWithSales(stage) && !quiet)
        ? null
        : `${effect.key} to a lead that is ${stage}`;
    },
  },
  {
    name: 'cap',
    sentence: 'In no stretch of the cap’s length does a lead get more mails of marketing than it allows.',
    fault: ({ house: { now, plot }, lead, effect }) => {
      const { cap } = plot.terms.contact;
      if (cap === null || !isNurtureMail(effect)) return null;
      const count = lead.sent.filter(({ at, nurture }) => nurture && at > now - cap.perMs).length + 1;
      return count <= cap.atMost ? null : `${count} of ${cap.atMost}`;
    },
  },
  {
    name: 'hours',
    sentence: 'Marketing writes to a lead only in the lead’s own hours.',
    fault: ({ house: { now, plot }, lead, effect }) => {
      const window = isNurtureMail(effect) ? contactWindow(lead.profile, plot.terms.contact) : null;
      return isOpen(window, now) ? null : `${effect.key} at ${now}`;
    },
  },
  {
    name: 'holder',
    sentence: 'A rep is told of a lead only by a turn that gave or offered it to them.',
    fault: ({ lead, effect }) => {
      if (effect.kind === 'sendMessage') return null;
      // It is one of the last turns, as a rule.
      const told = lead.turns.findLast(({ events }) =>
        events.some(
          (event) =>
            (event.kind === 'LeadAssigned' && event.repId === effect.repId) ||
            (event.kind === 'LeadOffered' && event.reps.includes(effect.repId)),
        ),
      );
      return told !== undefined ? null : `${effect.repId} never had it`;
    },
  },
];
