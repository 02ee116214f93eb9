import { climbAgain } from '../climb.js';
import { hasEnded } from '../moves.js';
import type { Context, Story } from '../story.js';
import { takeVersionToHandOff } from '../version/take-version.js';
import { underItsVersion } from '../version/versions.js';
import { noteGap } from './gap.js';
import { heedMissing } from './incomplete.js';
import { qualify } from './qualify.js';
import { reopen } from './reopen.js';
import { disqualify, dropAtEnd, merge, noteSellerStage, noteStanding, wakeFromRest } from './standing.js';
import { resumeCadence } from './touch-result.js';
import { heedTrackSignal, leaveTrack, startTrack } from './track.js';

/** What follows by itself from where the lead now stands: repeated until nothing does. The order is the order of precedence. */
export function settle(story: Story, context: Context): void {
  if (hasSettled(story, context)) return;
  for (let round = 0; round < mostRounds; round += 1) {
    const before = story.events.length;
    const seen = (): Context => underItsVersion(story, context);
    merge(story, seen());
    reopen(story, seen());
    if (!hasEnded(story.state.stage)) react(story, seen());
    heedMissing(story, seen());
    leaveTrack(story, seen());
    dropAtEnd(story, context.now);
    if (story.events.length === before) {
      story.settled = { events: before, now: context.now };
      return;
    }
  }
  throw new Error(`The lead does not settle: its terms move it in a circle`);
}

const hasSettled = ({ settled, events }: Story, { now }: Context): boolean =>
  settled !== null && settled.events === events.length && settled.now === now;

// A lead settles in two or three rounds; more means that the terms chase their own tail, which must not hang a turn.
const mostRounds = 20;

function react(story: Story, context: Context): void {
  noteStanding(story, context);
  noteSellerStage(story, context);
  disqualify(story, context);
  wakeFromRest(story, context);
  if (takeVersionToHandOff(story, context)) return; // the next round is by that version
  qualify(story, context);
  climbAgain(story, context);
  noteGap(story, context);
  resumeCadence(story, context);
  heedTrackSignal(story, context);
  startTrack(story, context);
}
