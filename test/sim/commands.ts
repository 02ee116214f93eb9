import type { LeadCommand } from '../../libs/domain/lifecycle/commands.js';
import type { LeadState } from '../../libs/domain/lifecycle/lead.js';
import { rowOf, teamOf, type House, type SimLead } from './house.js';
import { lot } from './lots.js';
import type { Act, Step } from './steps.js';
import { day } from './time.js';

type Of<K extends Act['do']> = Extract<Step, { do: K }>;

/** What sales would do next with a lead where it stands; null: there is nothing for sales to do. */
export function plausibleCommand(lead: SimLead, { roll, at }: Of<'work'>, house: House): LeadCommand | null {
  const state = rowOf(lead);
  const repId = state?.repId ?? Object.keys(teamOf(house).reps)[roll % Object.keys(teamOf(house).reps).length] ?? 'ana';
  const id = idOf(lead, at, roll);
  const outcome = (reason: string): LeadCommand => ({ id, kind: 'outcome', repId, reason });
  const advance = (to: 'sales_qualified' | 'opportunity'): LeadCommand => ({ id, kind: 'advance', repId, to });
  const touch: LeadCommand = { id, kind: 'touch', repId, channel: roll % 2 === 0 ? 'call' : 'email' };
  const worked = (next: LeadCommand): LeadCommand =>
    roll < 35 ? touch : roll < 75 ? next : roll < 95 ? { ...outcome('not-now'), ...laterOf(roll, at) } : outcome('never');
  // A lead that was accepted, and has come to nobody since, is taken first.
  const sequel = (next: LeadCommand): LeadCommand =>
    rowOf(lead)?.repId === null && roll < 55 ? { id, kind: 'accept', repId } : worked(next);
  switch (state?.stage) {
    case 'marketing_qualified':
      if (roll < 55) return { id, kind: 'accept', repId };
      return roll < 75 ? touch : roll < 95 ? { id, kind: 'reject', repId, reason: 'outside-profile' } : retryOf(id);
    case 'sales_accepted':
      return sequel(advance('sales_qualified'));
    case 'sales_qualified':
      return sequel(advance('opportunity'));
    case 'opportunity':
      return sequel(outcome(roll < 70 ? 'too-dear' : 'bought'));
    default:
      return contested(state, roll) ? { id, kind: 'contest' } : null;
  }
}

const contested = (state: LeadState | null, roll: number): boolean => state?.rejection !== undefined && roll < 80;

/** A command as the step asks for it, however wrong. */
export function commandOf(lead: SimLead, { kind, by, word, at }: Of<'command'>): LeadCommand {
  const id = idOf(lead, at, kind.length);
  const repId = by ?? rowOf(lead)?.repId ?? 'ana';
  switch (kind) {
    case 'reject':
    case 'outcome':
      return { id, kind, repId, reason: word };
    case 'touch':
      return { id, kind, repId, channel: 'meeting' };
    case 'advance':
      return { id, kind, repId, to: word === 'opportunity' ? word : 'sales_qualified' };
    case 'reassign':
      return { id, kind, toRepId: repId };
    case 'accept':
      return { id, kind, repId };
    case 'contest':
      return { id, kind };
    default:
      return retryOf(id);
  }
}

const retryOf = (id: string): LeadCommand => ({ id, kind: 'retry' });
const laterOf = (roll: number, at: number): object => (roll % 3 === 0 ? { nextContactAt: at + roll * day } : {});
const idOf = ({ number }: SimLead, at: number, roll: number): string => `c-${number}-${at}-${roll}-${lot(String(at), 1_000)}`;
