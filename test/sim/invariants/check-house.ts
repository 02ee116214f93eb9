import type { Stage } from '../../../libs/domain/lifecycle/moves.js';
import { rowOf, type House, type SimLead } from '../house.js';
import { Broken } from './broken.js';

/** Looks at what must hold of the leads of a house together, and of each between its turns. */
export function checkHouse(house: House): void {
  for (const lead of house.leads) {
    const held = house.openSeats.filter((seat) => seat.lead === lead.number).map(({ repId }) => repId);
    const repId = rowOf(lead)?.repId ?? null;
    if (held.join() !== (repId ?? ''))
      breaks(house, lead, 'seats', 'Open seats are the leads that have a rep.', `${held.join()} sits, ${repId} has it`);
    if (isDeaf(house, lead))
      breaks(
        house,
        lead,
        'deaf',
        'No lead is deaf: whom news have reached has heard them, or is owed a ring.',
        'nothing is owed',
      );
  }
}

// Touches and changes of standing must be heard; the relay has looked (it looks at once here), so the life knows or is owed a ring.
function isDeaf({ now }: House, lead: SimLead): boolean {
  const row = rowOf(lead);
  if (row === null || hearsNoMore.includes(row.stage)) return false;
  if (lead.state === null || lead.inbox.length > 0 || (lead.lookAt !== null && lead.lookAt <= now)) return false;
  const unheard = lead.facts.slice(row.heardSeq).some(({ kind }) => kind === 'touch');
  return unheard && (lead.scored?.owedSeq ?? null) === null;
}

// A customer's life has nothing more to hear, nor has that of a lead that was joined: what comes is the other's.
const hearsNoMore: readonly Stage[] = ['customer', 'merged', 'erased'];

function breaks({ now }: House, { number }: SimLead, name: string, sentence: string, detail: string): never {
  throw new Broken(name, sentence, detail, number, now);
}
