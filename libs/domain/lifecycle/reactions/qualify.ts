import { holdsAt } from '../../scoring/holds-at.js';
import { climb } from '../climb.js';
import { startClocks } from '../clocks.js';
import { evidenceOf } from '../evidence-of.js';
import type { Context, Story } from '../story.js';
import { leaveTrack } from './track.js';

// A lead is ready for sales when a lane's condition holds and it meets the agreed requirements: the first such lane hands it off, at once.
export function qualify(story: Story, context: Context): void {
  const { stage, rest } = story.state;
  if ((stage !== 'inquiry' && stage !== 'nurturing') || rest !== null) return;
  const { terms, now } = context;
  const evidence = evidenceOf(story.state, context);
  const lane = terms.lanes.find(({ when }) => holdsAt(when, evidence, terms, now));
  if (lane === undefined) return;
  if (!(terms.requirements.marketing_qualified ?? []).every(({ when }) => holdsAt(when, evidence, terms, now))) return;
  story.add(
    { kind: 'HandOffOpened', at: now, handOff: story.state.handOffs + 1, lane: lane.id, clause: lane.clause },
    { kind: 'StageChanged', at: now, from: stage, to: 'marketing_qualified', why: `lane ${lane.id}`, clause: lane.clause },
  );
  leaveTrack(story, context);
  startClocks(story, 'qualified', now, context);
  climb(story, 0, 'ladder', context);
}
