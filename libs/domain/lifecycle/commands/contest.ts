import type { Contest } from '../commands.js';
import type { Rejection } from '../lead.js';
import { hasEnded, isWithSales, type Stage } from '../moves.js';
import { openHandOff } from '../open-hand-off.js';
import { Refusal } from '../refusal.js';
import type { Context, Story } from '../story.js';
import { takeVersion } from '../version/take-version.js';

// Marketing holds a rejection to be wrong: the lead is handed off once more, in the same lane, past the rep who rejected it, with the reason kept.
// Once: what is rejected again stays rejected.
export function contest(story: Story, command: Contest, context: Context): void {
  const { now } = context;
  const rejection = requireContestable(story, context);
  const { handOff, reason, clause } = rejection;
  const fresh = takeVersion(story, 'handOff', context);
  const lane = fresh.terms.lanes.find(({ id }) => id === rejection.lane);
  if (lane === undefined)
    throw new Refusal(
      'rejection.lane_gone',
      `The agreement no longer has the lane ${rejection.lane}, by which the lead was handed off. Nurture it until another calls for it.`,
    );
  const isSameVersion = story.state.agreementVersion === rejection.agreementVersion;
  const baseline = isSameVersion ? rejection.baseline : story.state.baseline;
  const { recycles } = rejection;
  story.add({ kind: 'RejectionContested', at: now, handOff, reason, commandId: command.id, recycles, baseline, clause });
  const { stage } = story.state;
  if (hasEnded(stage))
    story.add({ kind: 'StageChanged', at: now, from: stage, to: 'nurturing', why: 'rejection contested', clause });
  openHandOff(story, lane, 'rejection contested', fresh, rejection);
}

const deaf: readonly Stage[] = ['customer', 'merged', 'erased'];

function requireContestable({ state }: Story, { now }: Context): Rejection {
  const { stage, rejection = null } = state;
  if (rejection === null || isWithSales(stage) || deaf.includes(stage))
    throw new Refusal(
      'rejection.none',
      `This lead is ${stage}, and has no rejection that can be contested. The agreement says which can be: \`contest\` of an outcome, once a lead.`,
      { stage },
    );
  if (now <= rejection.untilAt) return rejection;
  throw new Refusal(
    'rejection.final',
    `The rejection of hand-off ${rejection.handOff} could be contested until ${new Date(rejection.untilAt).toISOString()}. It stands.`,
    { untilAt: rejection.untilAt },
  );
}
