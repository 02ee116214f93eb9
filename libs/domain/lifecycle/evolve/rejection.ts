import type { LeadEvent } from '../events.js';
import type { LeadState } from '../lead.js';

type Rejected = Extract<LeadEvent, { kind: 'LeadRejected' }>;

/** What contesting this rejection needs to know, if it may be contested. */
export function contestable(
  { handOff, agreementVersion, recycles, baseline }: LeadState,
  { handOff: number, repId, reason, clause, contestUntilAt: untilAt }: Rejected,
): Pick<LeadState, 'rejection'> {
  if (untilAt === undefined || handOff === null) return {};
  const { lane } = handOff;
  return { rejection: { handOff: number, lane, repId, reason, clause, untilAt, agreementVersion, recycles, baseline } };
}

export function withoutRejection({ rejection: _before, ...state }: LeadState): LeadState {
  return state;
}
