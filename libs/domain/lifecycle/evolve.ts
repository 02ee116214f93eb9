import type { LeadEvent } from './events.js';
import { clockEvolvers } from './evolve/clocks.js';
import { effectEvolvers } from './evolve/effects.js';
import type { Evolvers } from './evolve/evolvers.js';
import { handOffEvolvers } from './evolve/hand-off.js';
import { planEvolvers } from './evolve/plans.js';
import { stageEvolvers } from './evolve/stage.js';
import { versionEvolvers } from './evolve/version.js';
import type { LeadState } from './lead.js';
import { bindMove } from './version/bind-move.js';

const evolvers: Evolvers<LeadEvent['kind']> = {
  ...stageEvolvers,
  ...handOffEvolvers,
  ...clockEvolvers,
  ...planEvolvers,
  ...effectEvolvers,
  ...versionEvolvers,
};

/** The lead's state after one more event. Throws on an event it does not know: a skipped event would be a lead that is somewhere else. */
export function evolve(state: LeadState, event: LeadEvent): LeadState {
  const step = evolvers[event.kind] as ((state: LeadState, event: LeadEvent) => LeadState) | undefined;
  if (step === undefined) throw new Error(`Unknown lead event ${event.kind}`);
  return bindMove(step(state, event), event);
}
