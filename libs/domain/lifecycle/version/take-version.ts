import type { LeadEvent } from '../events.js';
import { readyLane } from '../reactions/ready-lane.js';
import type { Context, Story } from '../story.js';
import { keptLane, keptPlace, promisesGiven } from './keep-place.js';
import { rebased, underItsVersion, versionOf } from './versions.js';

type Taken = Extract<LeadEvent, { kind: 'VersionTaken' }>;

/** The lead takes the version in force, if it lives under another. Gives the context to go on with. */
export function takeVersion(story: Story, why: 'handOff' | 'recycle' | 'reopened', context: Context): Context {
  return context.versions === undefined ? context : goUnder(story, context.versions.inForce, { why }, context);
}

/** Before a lead is handed off it takes the version in force, which has the last word on whether it is. True: it took it. */
export function takeVersionToHandOff(story: Story, context: Context): boolean {
  if (context.versions === undefined || readyLane(story, context) === null) return false;
  return takeVersion(story, 'handOff', context) !== context;
}

/**
 * The lead lives under another version from here on. What runs keeps its deadline and its place: clocks, escalations, the rung, the step of a
 * track and of a cadence. What the new version no longer has is settled by keep-place.ts. Gives the context to go on with.
 */
export function goUnder(
  story: Story,
  version: number,
  { why, moveId }: Pick<Taken, 'why' | 'moveId'>,
  context: Context,
): Context {
  const { state } = story;
  const other = versionOf(context, version);
  if (other === null || version === state.agreementVersion) return context;
  const track = keptPlace(state.track, context.terms, other.terms);
  story.add({
    kind: 'VersionTaken',
    at: context.now,
    from: state.agreementVersion,
    to: version,
    why,
    ...(moveId === undefined ? {} : { moveId }),
    baseline: rebased(state.baseline, other),
    track: track ?? state.track,
    lane: keptLane(state, other, context.now),
    given: promisesGiven(state, context.terms),
  });
  // Its track is gone, or all that came after the step: marketing begins anew, with what the version has.
  if (state.track !== null && track === null)
    story.add({ kind: 'TrackEnded', at: context.now, track: state.track.track, run: state.track.run, why: 'left' });
  return underItsVersion(story, context);
}
