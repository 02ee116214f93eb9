import type { Story } from '../story.js';
import { hasEnded } from '../moves.js';

// A contact by sales happened, so it can't be refused: its fact is stored already and is heard at the start of the turn. On an ended lead it changes nothing.
export function recordTouch(story: Story): string | null {
  return hasEnded(story.state.stage)
    ? `This lead is ${story.state.stage}; the touch is kept as a fact and changes nothing.`
    : null;
}
