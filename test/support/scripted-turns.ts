import { ApplicationFailure } from '@temporalio/common';
import type { Activities } from '../../activities/index.js';
import type { LeadInput } from '../../libs/domain/lifecycle/inputs.js';
import { newLead } from '../../libs/domain/lifecycle/lead.js';
import type { Answer, TurnResult } from '../../libs/domain/lifecycle/turn.js';
import { failureTypes, type Performed, type TakeTurnRequest } from '../../libs/messages/activities.js';

/** What a turn gives beside the plain result, or an error that it throws. */
export type Script = (request: TakeTurnRequest) => Partial<TurnResult> | Promise<Partial<TurnResult>>;

/** Activities that a test scripts, to see the workflow's manners without a database. Every request is kept. */
export interface ScriptedTurns extends Activities {
  requests: TakeTurnRequest[];
  /** All inputs that turns have taken in, for one lead. */
  heard(leadId: string): LeadInput[];
  onTurn(leadId: string, script: Script): void;
  onEffect(leadId: string, perform: () => Promise<Performed>): void;
}

export function scriptTurns(): ScriptedTurns {
  const requests: TakeTurnRequest[] = [];
  const taken: TakeTurnRequest[] = [];
  const scripts = new Map<string, Script>();
  const performers = new Map<string, () => Promise<Performed>>();
  const perform = ({ leadId }: { leadId: string }): Promise<Performed> =>
    performers.get(leadId)?.() ?? Promise.resolve({ outcome: 'done' });
  return {
    requests,
    heard: (leadId) => taken.filter((request) => request.leadId === leadId).flatMap(({ inputs }) => inputs),
    onTurn: (leadId, script) => void scripts.set(leadId, script),
    onEffect: (leadId, performer) => void performers.set(leadId, performer),
    takeTurn: async (request) => {
      requests.push(request);
      const scripted = await scripts.get(request.leadId)?.(request);
      taken.push(request);
      return { ...plainTurn(request), ...scripted };
    },
    tellRep: perform,
    tellManager: perform,
    sendMessage: perform,
  };
}

export const weather = (): ApplicationFailure => ApplicationFailure.retryable('57P01', failureTypes.weather, '57P01');
export const fault = (): ApplicationFailure => ApplicationFailure.nonRetryable('TypeError', failureTypes.turnFault, 'TypeError');
export const stale = (rowTurn: number): ApplicationFailure =>
  ApplicationFailure.nonRetryable('stale', failureTypes.turnStale, rowTurn);

function plainTurn({ leadId, state, inputs, number }: TakeTurnRequest): TurnResult {
  const rings = inputs.map((input) => (input.kind === 'ring' ? input.upTo : 0));
  return {
    turn: number,
    state: state === null ? newLead(leadId, number) : null,
    events: [],
    heardSeq: Math.max(state?.heardSeq ?? 0, ...rings),
    teamVersion: 1,
    answers: inputs.flatMap((input) => (input.kind === 'command' ? [yes(leadId, input.command.id, number)] : [])),
    effects: [],
    wakeAt: null,
    wakeWhy: null,
    stage: state?.stage ?? 'inquiry',
    stuck: null,
    ended: false,
  };
}

function yes(leadId: string, commandId: string, turn: number): Answer {
  return {
    commandId,
    applied: true,
    lead: { leadId, stage: 'inquiry', repId: null, queue: null, handOff: null, sellerStage: null, turn },
  };
}
