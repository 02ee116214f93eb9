import { isNotice, type TellRep } from '../../libs/domain/lifecycle/effects.js';
import type { Notice } from '../../libs/persistence/effects/load-notice.js';
import type { Letter } from '../mail-once.js';
import { clockLines, personOf, section, storyOf } from './story-of.js';

type Words = Omit<Letter, 'to'>;

/** What a rep reads: what is asked, by when, who the lead is, why now, and how to answer. `advice`: the agreement's own words. */
export function letterToRep(effect: TellRep, notice: Notice, publicUrl: string, advice: string | null = null): Words {
  const { rep, dossier, zone } = notice;
  // The rep's part of a clock begins with this very mail: what ran before it is none of theirs.
  const theirs = notice.promised.map(({ clock }) => clock);
  const others = notice.clocks.filter(({ clock }) => !theirs.includes(clock));
  const clocks = isNotice(effect) ? [...others, ...notice.promised] : others;
  const opening = openings[effect.about];
  const text = [
    `${rep.name},`,
    '',
    opening.sentence,
    ...section('ADVICE', advice === null ? [] : [advice]),
    ...section('CLOCKS', clockLines(clocks, zone)),
    ...section('THE LEAD', personOf(notice)),
    '',
    ...storyOf(notice),
    ...(isNotice(effect) && notice.whyRep !== null ? section('WHY YOU', [notice.whyRep]) : []),
    '',
    'TO ANSWER',
    `  Read it:   ${publicUrl}/v1/leads/${dossier.leadId}`,
    ...(isOfAcceptedLead(effect) ? [] : [`  Accept it: ${acceptCurl(dossier.leadId, rep.id, publicUrl)}`]),
    '',
    `Clause of the agreement: ${effect.clause}`,
  ];
  return { subject: `${opening.subject} (${dossier.whyNow.band}, hand-off ${effect.handOff})`, text: text.join('\n') };
}

const isOfAcceptedLead = ({ about }: TellRep): boolean => about === 'nextTouch' || about === 'gap';

const openings: Record<TellRep['about'], { subject: string; sentence: string }> = {
  handOff: { subject: 'A lead is yours to accept', sentence: 'A lead has been handed to you.' },
  offer: {
    subject: 'A lead is yours if you are first',
    sentence: 'A lead is offered to you and to others of your pool: the first who accepts has it.',
  },
  reminder: { subject: 'A lead still waits for you', sentence: 'A clock on this lead is running out.' },
  gap: { subject: 'The buyer is not where you are', sentence: 'Your selling has run ahead of this lead’s buying.' },
  nextTouch: { subject: 'Your next touch is due', sentence: 'The next planned touch of this lead is due.' },
};

// The command needs an id of its own; the sender's shell makes it.
const acceptCurl = (leadId: string, repId: string, publicUrl: string): string =>
  `curl -X POST ${publicUrl}/v1/leads/${leadId}/commands -H "authorization: Bearer $BATON_TOKEN" -H 'content-type: application/json' ` +
  `-d "{\\"id\\":\\"$(uuidgen)\\",\\"kind\\":\\"accept\\",\\"repId\\":\\"${repId}\\"}"`;
