import { businessInstant } from '../../calendar/business-instant.js';
import type { Context, Story } from '../story.js';
import { callingLane, missedBy } from './ready-lane.js';
import { startTrackNamed } from './track.js';

/**
 * A lead that a lane calls for, but that misses a requirement: it goes on the track of `missing`, and marketing's clock runs until the lead is complete.
 * Qualifying meets the clock; it stops when no lane calls for the lead any more.
 */
export function heedMissing(story: Story, context: Context): void {
  const running = story.state.clocks.find(({ until }) => until === 'complete');
  const lane = callingLane(story, context);
  const lacking = lane === null ? [] : missedBy(story, context);
  if (running === undefined && lane !== null && lacking.length > 0) return begin(story, lane.id, lacking, context);
  if (running === undefined || lacking.length > 0) return;
  story.add({ kind: 'ClockStopped', at: context.now, id: running.id, clock: running.clock, why: 'no lane calls for the lead' });
}

function begin(story: Story, lane: string, lacking: string[], context: Context): void {
  const { missing } = context.terms;
  if (missing === null) return;
  const { now } = context;
  const { handOffs, incomplete } = story.state;
  const handOff = handOffs + 1; // the one it would open
  const isFirst = incomplete?.handOff !== handOff;
  const run = isFirst ? 1 : incomplete.runs + 1;
  const { id: clock, clause, until, by, within } = missing.clock;
  story.add({ kind: 'LeadIncomplete', at: now, handOff, run, lane, lacking, clause });
  // A lead that comes and goes at the edge of a band is not sent through the track again.
  if (isFirst && missing.track !== null && story.state.track?.track !== missing.track)
    startTrackNamed(story, missing.track, context);
  story.add({
    kind: 'ClockStarted',
    at: now,
    id: `handOff:${handOff}/${clock}#${run}`,
    clock,
    clause,
    handOff,
    until,
    by,
    repId: null,
    startedAt: now,
    dueAt: businessInstant(null, now, within),
    escalations: [],
  });
}
