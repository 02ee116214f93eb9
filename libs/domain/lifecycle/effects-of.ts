import { toldOf } from './clock-parts.js';
import type { Effect } from './effects.js';
import type { LeadEvent } from './events.js';
import type { LeadState } from './lead.js';

/** What to do outside about one event. Keys name the purpose, so that no branch of a life does a thing twice. */
export function effectsOf(state: LeadState, event: LeadEvent): Effect[] {
  switch (event.kind) {
    case 'LeadAssigned':
      return tellRep(event.repId, event.handOff, 'handOff', `handOff:${event.handOff}/notice#${event.assignment}`, event.clause);
    case 'Escalated':
      return escalate(state, event);
    case 'CadenceStepDue':
      if (!event.tell || event.repId === null) return [];
      return tellRep(event.repId, event.handOff, 'nextTouch', `handOff:${event.handOff}/cadence:${event.step}`, event.clause);
    case 'MessageDue':
      return [sendMessage(event)];
    default:
      return [];
  }
}

function sendMessage({ key, message, clause, as = 'nurture', dueAt, at }: Extract<LeadEvent, { kind: 'MessageDue' }>): Effect {
  return { kind: 'sendMessage', key, message, clause, as, dueAt: dueAt ?? at };
}

function escalate(state: LeadState, event: Extract<LeadEvent, { kind: 'Escalated' }>): Effect[] {
  if (state.repId === null) return [];
  const { key, handOff, clause } = event;
  // Who has not been told of a lead can't be reminded of it.
  if (event.do.kind === 'remind' && state.handOff !== null && toldOf(state.handOff) === null) return [];
  if (event.do.kind === 'remind') return tellRep(state.repId, handOff, 'reminder', key, clause);
  if (event.do.kind === 'notify') return [{ kind: 'tellManager', key, repId: state.repId, handOff, clause }];
  return [];
}

function tellRep(
  repId: string,
  handOff: number,
  about: 'handOff' | 'reminder' | 'nextTouch',
  key: string,
  clause: string,
): Effect[] {
  return [{ kind: 'tellRep', key, repId, handOff, about, clause }];
}
