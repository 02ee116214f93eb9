import { toldOf } from './clock-parts.js';
import { offeredTo } from './concerns.js';
import { gapKey, type Effect, type TellRep } from './effects.js';
import type { LeadEvent } from './events.js';
import type { LeadState } from './lead.js';

/** What to do outside about one event. Keys name the purpose, so that no branch of a life does a thing twice. */
export function effectsOf(state: LeadState, event: LeadEvent): Effect[] {
  switch (event.kind) {
    case 'LeadAssigned':
      return tellRep(event.repId, event.handOff, 'handOff', `handOff:${event.handOff}/notice#${event.assignment}`, event.clause);
    case 'LeadOffered':
      return event.reps.flatMap((repId) =>
        tellRep(repId, event.handOff, 'offer', `handOff:${event.handOff}/offer#${event.offer}:${repId}`, event.clause),
      );
    case 'Escalated':
      return escalate(state, event);
    case 'CadenceStepDue':
      if (!event.tell || event.repId === null) return [];
      return tellRep(event.repId, event.handOff, 'nextTouch', touchKey(event), event.clause);
    case 'GapSeen':
      return tellRep(event.repId, event.handOff, 'gap', gapKey(event.handOff, event.gap), event.clause);
    case 'MessageDue':
      return [sendMessage(event)];
    default:
      return [];
  }
}

const touchKey = ({ handOff, step, repeat }: Extract<LeadEvent, { kind: 'CadenceStepDue' }>): string =>
  `handOff:${handOff}/cadence:${step}${repeat === undefined ? '' : `/again#${repeat}`}`;

function sendMessage({ key, message, clause, as = 'nurture', dueAt, at }: Extract<LeadEvent, { kind: 'MessageDue' }>): Effect {
  return { kind: 'sendMessage', key, message, clause, as, dueAt: dueAt ?? at };
}

function escalate(state: LeadState, event: Extract<LeadEvent, { kind: 'Escalated' }>): Effect[] {
  const [repId, ...others] = state.repId === null ? offeredTo(state) : [state.repId];
  if (repId === undefined) return [];
  const { key, handOff, clause } = event;
  // Who has not been told of a lead can't be reminded of it.
  if (event.do.kind === 'remind' && state.handOff !== null && toldOf(state.handOff) === null) return [];
  if (event.do.kind === 'remind')
    return [
      ...tellRep(repId, handOff, 'reminder', key, clause),
      ...others.flatMap((other) => tellRep(other, handOff, 'reminder', `${key}:${other}`, clause)),
    ];
  // Of a lead that is offered, the manager of the first to whom it is.
  if (event.do.kind === 'notify') return [{ kind: 'tellManager', key, repId, handOff, clause }];
  return [];
}

function tellRep(repId: string, handOff: number, about: TellRep['about'], key: string, clause: string): Effect[] {
  return [{ kind: 'tellRep', key, repId, handOff, about, clause }];
}
