import type { Lane } from '../agreement/terms.js';
import { climb } from './climb.js';
import { meetClocks, startClocks } from './clocks.js';
import { evidenceOf } from './evidence-of.js';
import { lacksOf } from './lacks.js';
import type { Rejection } from './lead.js';
import { occurredAt } from './reactions/occurred.js';
import { leaveTrack } from './reactions/track.js';
import type { Context, Story } from './story.js';

/** Sales gets the lead: clocks begin, marketing's track ends, and the lane's ladder is climbed from its foot. `contested`: once more, after this rejection. */
export function openHandOff(story: Story, lane: Lane, why: string, context: Context, contested?: Rejection): void {
  const { now, terms } = context;
  const { stage, handOffs } = story.state;
  const { id, clause } = lane;
  const lacks = lacksOf(evidenceOf(story.state, context), terms, now);
  const again = contested === undefined ? {} : { contests: contested.handOff, tried: [contested.repId] };
  meetClocks(story, 'complete', now, context);
  story.add(
    { kind: 'HandOffOpened', at: now, handOff: handOffs + 1, lane: id, clause, lacks, ...again },
    { kind: 'StageChanged', at: now, from: stage, to: 'marketing_qualified', why, clause },
  );
  leaveTrack(story, context);
  startClocks(story, 'occurred', occurredAt(story, lane, context), context);
  startClocks(story, 'qualified', now, context);
  climb(story, 0, 'ladder', context);
}
