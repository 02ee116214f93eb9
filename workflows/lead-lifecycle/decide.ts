import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities/index.js';
import type { LeadInput } from '../../libs/domain/lifecycle/inputs.js';
import type { TurnResult } from '../../libs/domain/lifecycle/turn.js';
import { failureTypes, type TakeTurnRequest } from '../../libs/messages/activities.js';
import { summaryOfTurn } from './biography.js';
import type { LeadRun } from './carry.js';
import { isWeather, readFailure, type Failure } from './failures.js';

type Turns = Pick<Activities, 'takeTurn'>;
const nonRetryableErrorTypes = [failureTypes.turnFault, failureTypes.turnStale, failureTypes.turnAhead];
const staleTries = 3;

// The usual way: no hop through a task queue, one state transition for an answered command.
const atOnce = proxyLocalActivities<Turns>({
  startToCloseTimeout: '2s',
  retry: { maximumAttempts: 2, initialInterval: '100ms', nonRetryableErrorTypes },
});
// In bad weather: it shows as a pending activity, rings are heard meanwhile, and it waits without end, at most a minute apart.
const patiently = proxyActivities<Turns>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m', nonRetryableErrorTypes },
});

/**
 * Has one turn decided and stored; null if it failed by a fault, stayed stale, or is ahead of Postgres. Weather never comes out of here.
 * Each try has a number of its own, above all that this lead is known to have used; `state.turn` tells the fence what this run knows.
 */
export async function decide(lead: LeadRun, inputs: LeadInput[]): Promise<TurnResult | null> {
  for (let tries = 0; tries < staleTries; tries += 1) {
    lead.lastTurn = Math.max(Date.now(), lead.lastTurn + 1);
    const request = { leadId: lead.leadId, state: lead.state, inputs: withOpen(lead, inputs), number: lead.lastTurn };
    try {
      return await store(request);
    } catch (error) {
      const failure = readFailure(error);
      lead.ahead = failure.type === failureTypes.turnAhead;
      if (lead.ahead && lead.mayReproject) lead.state = null;
      else if (failure.type !== failureTypes.turnStale) return null;
      lead.lastTurn = Math.max(lead.lastTurn, rowTurnOf(failure));
    }
  }
  return null;
}

async function store(request: TakeTurnRequest): Promise<TurnResult> {
  const options = { summary: summaryOfTurn(request.inputs) };
  try {
    return await atOnce.takeTurn.executeWithOptions(options, [request]);
  } catch (error) {
    if (!isWeather(readFailure(error))) throw error;
    // The same number: if the first try did commit, its result is returned and nothing is decided twice.
    return patiently.takeTurn.executeWithOptions(options, [request]);
  }
}

// Without a state no turn can be taken: until one has loaded it, each try opens the lead first.
function withOpen({ state }: LeadRun, inputs: LeadInput[]): LeadInput[] {
  const opens = state !== null || inputs.some(({ kind }) => kind === 'open');
  return opens ? inputs : [{ kind: 'open', at: Date.now() }, ...inputs];
}

function rowTurnOf({ details: [turn] }: Failure): number {
  return typeof turn === 'number' ? turn : 0;
}
