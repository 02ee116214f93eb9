import type { Evolvers } from './evolvers.js';
import type { Clock, Given, LeadState } from '../lead.js';

export const versionEvolvers: Evolvers<'VersionTaken'> = {
  VersionTaken(state, { from, to, why, moveId, baseline, track, lane, given }) {
    const { moved: _last, ...rest } = state;
    const taken: LeadState = {
      ...rest,
      agreementVersion: to,
      baseline,
      track,
      handOff: state.handOff === null ? null : { ...state.handOff, ...lane },
      clocks: state.clocks.map((clock) => withGiven(clock, given, to)),
      ...(state.broken === undefined ? {} : { broken: state.broken.map((clock) => withGiven(clock, given, to)) }),
    };
    if (why !== 'moved' || moveId === undefined) return taken;
    const back = state.handOff === null ? null : { lane: state.handOff.lane, clause: state.handOff.clause };
    return { ...taken, moved: { moveId, from, baseline: state.baseline, track: state.track, lane: back, boundBy: null } };
  },
};

// A clock that comes home to its own version needs no note of it.
function withGiven(clock: Clock, given: Record<string, Given>, to: number): Clock {
  const { given: noted = given[clock.id], ...own } = clock;
  return noted === undefined || noted.version === to ? own : { ...own, given: noted };
}
