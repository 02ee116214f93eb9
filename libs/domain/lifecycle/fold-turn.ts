import { evolve } from './evolve.js';
import type { LeadState } from './lead.js';
import type { TurnResult } from './turn.js';

/** The state after a turn: its events folded, its number and what it has heard noted. The workflow and the turn's writer both end here. */
export function foldTurn(state: LeadState, result: Pick<TurnResult, 'events' | 'turn' | 'heardSeq' | 'teamVersion'>): LeadState {
  const folded = result.events.reduce(evolve, state);
  return { ...folded, turn: result.turn, heardSeq: result.heardSeq, teamVersion: result.teamVersion };
}
