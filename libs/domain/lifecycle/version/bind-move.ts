import type { LeadEvent } from '../events.js';
import type { LeadState } from '../lead.js';

/**
 * What may happen to a lead after a move without being decided by the version it was moved to: the rest of the world goes on, and what was set up
 * before runs on. Any other event is the version's doing, and binds: the move can't be undone.
 */
const harmless: ReadonlySet<LeadEvent['kind']> = new Set<LeadEvent['kind']>([
  'VersionTaken',
  'StandingChanged',
  'TrackEnded',
  'TouchRecorded',
  'RepNoticed',
  'RepTold',
  'ClockCredited',
  'ClockMet',
  'ClockBreached',
  'BreachWithdrawn',
  'Escalated',
  'EffectPlanned',
  'EffectDone',
  'EffectHeld',
  'EffectWaits',
  'EffectRetried',
  'EffectDropped',
  'MessagePostponed',
  'LeadStuck',
  'LeadCancelled',
  'LeadFreed',
]);

/** Notes the first thing that was decided under the version that a lead was moved to. */
export function bindMove(state: LeadState, { kind }: LeadEvent): LeadState {
  const { moved } = state;
  if (moved === undefined || moved.boundBy !== null || harmless.has(kind)) return state;
  return { ...state, moved: { ...moved, boundBy: kind } };
}
