import { check } from './broken.js';
import type { TurnMoment } from './moment.js';
import { ofClocks } from './of-clocks.js';
import { ofEvents } from './of-events.js';
import { ofState } from './of-state.js';
import { ofTurn, ofTurnAgain } from './of-turn.js';

const always = [...ofState, ...ofEvents, ...ofClocks, ...ofTurn];
const nowAndThen = [...always, ...ofTurnAgain];

/** Looks at every invariant of a turn. Throws Broken at the first that does not hold. */
export function checkTurn(moment: TurnMoment): void {
  const { lead, turn } = moment;
  check(lead.turns.length % 8 === 0 ? nowAndThen : always, moment, lead, turn.now);
}
