import { evolve } from '../../../libs/domain/lifecycle/evolve.js';
import { toldEvents } from '../../../libs/domain/lifecycle/told-events.js';
import { isLookedAt } from '../lots.js';
import { check } from './broken.js';
import type { TurnMoment } from './moment.js';
import { ofBreaches } from './of-breaches.js';
import { ofClocks } from './of-clocks.js';
import { ofEnds } from './of-ends.js';
import { ofEvents } from './of-events.js';
import { ofState } from './of-state.js';
import { ofTurn, ofTurnAgain } from './of-turn.js';

const always = [...ofState, ...ofEvents, ...ofClocks, ...ofBreaches, ...ofEnds, ...ofTurn];
const nowAndThen = [...always, ...ofTurnAgain];

/** Looks at every invariant of a turn. Throws Broken at the first that does not hold. */
export function checkTurn(taken: Omit<TurnMoment, 'found'>): void {
  const { lead, turn, result } = taken;
  const found = [turn.state];
  for (const event of toldEvents(result.events)) found.push(evolve(found.at(-1) ?? turn.state, event));
  const moment = { ...taken, found };
  check(isLookedAt(turn.number, 16) ? nowAndThen : always, moment, lead, turn.now);
}
