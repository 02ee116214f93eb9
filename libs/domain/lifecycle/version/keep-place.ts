import type { Terms, Track } from '../../agreement/terms.js';
import type { Instant } from '../../calendar/instant.js';
import { stepAfter, stepAt } from '../../plan/track-step.js';
import { holdsAt } from '../../scoring/holds-at.js';
import { laneOf } from '../lane-of.js';
import type { Clock, Given, LeadState } from '../lead.js';
import type { TrackProgress } from '../plan-progress.js';
import type { Version } from './version.js';
import { rebased } from './versions.js';

/**
 * A place in a track is a step's id. Its step is there: the lead stays on it, until the instant it was given. Only the step is gone: the wait ends
 * when it would have, and the first of the steps that were to follow which is still there comes next. Null: none is, or the track is gone.
 */
export function keptPlace(place: TrackProgress | null, before: Terms, after: Terms): TrackProgress | null {
  const [old, track] = [before, after].map(({ nurture }) => nurture.tracks.find(({ id }) => id === place?.track));
  if (place === null || track === undefined) return null;
  const { then, ...here } = place;
  const step = stepAt(track, place.step);
  if (step !== null && step.do !== 'send') return { ...here, signal: step.do === 'waitFor' ? step.signal : null };
  const next = then !== undefined && stepAt(track, then) !== null ? then : survivor(place.step, old, track);
  return next === null ? null : { ...here, signal: null, then: next };
}

// A lead that waited for a signal goes the way of those for whom it did not come.
function survivor(step: string, old: Track | undefined, track: Track): string | null {
  if (old === undefined) return null;
  for (let next = stepAfter(old, step); next !== null; next = stepAfter(old, next)) if (stepAt(track, next) !== null) return next;
  return null;
}

/** The lane of a running hand-off: its own by id (null); if that is gone, the first that holds by the new version (null: none, see `laneOf`). */
export function keptLane(state: LeadState, version: Version, now: Instant): { lane: string; clause: string } | null {
  const { terms, world } = version;
  const { handOff, baseline } = state;
  if (handOff === null || terms.lanes.some(({ id }) => id === handOff.lane)) return null;
  const evidence = { ...world.evidence, lists: world.team.lists, baseline: rebased(baseline, version) };
  const lane = terms.lanes.find(({ when }) => holdsAt(when, evidence, terms, now));
  return lane === undefined ? null : { lane: lane.id, clause: lane.clause };
}

/** What the running clocks, and those whose breach may still be withdrawn, were promised by the version that they leave, by clock id. */
export function promisesGiven(
  { clocks, broken = [], handOff, agreementVersion }: LeadState,
  terms: Terms,
): Record<string, Given> {
  const ofLane = handOff === null ? [] : laneOf(handOff, terms).clocks;
  const rules = terms.missing === null ? ofLane : [...ofLane, terms.missing.clock];
  const givenTo = ({ clock }: Clock): Given => {
    const rule = rules.find(({ id }) => id === clock);
    return { version: agreementVersion, promise: rule === undefined ? null : { within: rule.within, hours: rule.hours } };
  };
  return Object.fromEntries([...clocks, ...broken].flatMap((clock) => (clock.given ? [] : [[clock.id, givenTo(clock)]])));
}
