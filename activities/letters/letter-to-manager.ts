import type { TellManager } from '../../libs/domain/lifecycle/effects.js';
import type { Notice } from '../../libs/persistence/effects/load-notice.js';
import type { Letter } from '../mail-once.js';
import { clockLines, section, storyOf } from './story-of.js';

/** What a manager reads: whose clock ran out on which lead, and where to look. */
export function letterToManager(effect: TellManager, notice: Notice, publicUrl: string): Omit<Letter, 'to'> {
  const { rep, dossier } = notice;
  const text = [
    notice.promised.length === 0
      ? `A clock of ${rep.name} has run out on a lead that was handed to them.`
      : `A lead that was handed to ${rep.name} has waited longer than promised. They have not been told of it yet, so it is not charged to them.`,
    ...section('CLOCKS', clockLines(notice.clocks, notice.zone)),
    '',
    ...storyOf(notice),
    '',
    `Read it:  ${publicUrl}/v1/leads/${dossier.leadId}`,
    `To give it to somebody else, send the command reassign to ${publicUrl}/v1/leads/${dossier.leadId}/commands.`,
    '',
    `Clause of the agreement: ${effect.clause}`,
  ];
  return { subject: `A clock of ${rep.name} has run out (hand-off ${effect.handOff})`, text: text.join('\n') };
}
