import { openHandOff } from '../open-hand-off.js';
import type { Context, Story } from '../story.js';
import { readyLane } from './ready-lane.js';

// A lead that is ready for sales is handed off, at once.
export function qualify(story: Story, context: Context): void {
  const lane = readyLane(story, context);
  if (lane !== null) openHandOff(story, lane, `lane ${lane.id}`, context);
}
