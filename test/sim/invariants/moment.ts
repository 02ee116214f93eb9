import type { LeadEvent } from '../../../libs/domain/lifecycle/events.js';
import type { LeadState } from '../../../libs/domain/lifecycle/lead.js';
import type { Turn, TurnOutcome } from '../../../libs/domain/lifecycle/run-turn.js';
import type { House, SimLead } from '../house.js';
import type { Invariant } from './broken.js';

/** A turn just taken, before the store knows of it. */
export interface TurnMoment {
  house: House;
  lead: SimLead;
  turn: Turn;
  result: TurnOutcome['result'];
  after: LeadState;
  /** The state that each event found, as the workflow folds what it is told; and the one that the last of them left. */
  found: LeadState[];
}

export type TurnInvariant = Invariant<TurnMoment>;

type EventOf<K extends LeadEvent['kind']> = Extract<LeadEvent, { kind: K }>;

/** The events of one kind. */
export const eventsOf = <K extends LeadEvent['kind']>({ result }: Pick<TurnMoment, 'result'>, kind: K): EventOf<K>[] =>
  result.events.filter((event): event is EventOf<K> => event.kind === kind);

/** What is wrong with the first that is: `say` tells of it, or gives null. */
export function firstFault<T>(of: readonly T[], say: (one: T, place: number) => string | null): string | null {
  for (const [place, one] of of.entries()) {
    const fault = say(one, place);
    if (fault !== null) return fault;
  }
  return null;
}
