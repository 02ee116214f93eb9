import type { SignalRule } from '../../../libs/domain/agreement/terms.js';
import { settle } from '../../../libs/domain/lifecycle/reactions/settle.js';
import { tellStory } from '../../../libs/domain/lifecycle/story.js';
import type { LeadEvent } from '../../../libs/domain/lifecycle/events.js';
import type { LeadState } from '../../../libs/domain/lifecycle/lead.js';
import { hasEnded } from '../../../libs/domain/lifecycle/moves.js';
import { effectiveAt } from '../../../libs/domain/scoring/effective-at.js';
import { engagementAt } from '../../../libs/domain/scoring/points-at.js';
import { isEvidence } from '../../../libs/domain/scoring/is-evidence.js';
import { firstFault, type TurnInvariant, type TurnMoment } from './moment.js';
import { ofEach } from './of-events.js';

/** What must hold of ends: that a turn goes on to its own, and that what ends is said to, and does not go on in what comes next. */
export const ofEnds: TurnInvariant[] = [
  {
    name: 'settled',
    sentence: 'What follows by itself from where a turn leaves the lead has followed in that turn.',
    fault: ({ turn: { terms, world, now }, after }) => {
      const story = tellStory(after);
      settle(story, { terms, world, now });
      return firstFault(story.events, ({ kind }) => `${kind} was left to the next`);
    },
  },
  {
    name: 'said-to-end',
    sentence: 'No clock and no effect is gone without a word: it was met, stopped, done or dropped.',
    fault: ({ result, found }) =>
      firstFault(result.events, (event, n) => {
        const [before, after] = [found[n], found[n + 1]];
        return before === undefined || after === undefined ? null : goneBy(event, before, after);
      }),
  },
  {
    name: 'fresh-start',
    sentence: 'A lead that is recycled where fresh evidence counts has no score left; where all counts, it keeps its own.',
    fault: ({ turn: { terms, world }, result, found }) =>
      firstFault(result.events, (event, n) => {
        const baseline = found[n + 1]?.baseline ?? null;
        if (event.kind !== 'LeadRecycled' || terms.recycle.counts === 'all')
          return event.kind === 'LeadRecycled' ? kept(baseline) : null;
        const { steady, fading } = engagementAt({ ledger: world.evidence.ledger, baseline }, terms, event.at);
        return Math.abs(steady + fading) < 1e-6 ? null : `${steady + fading} points`;
      }),
  },
  ofEach(
    'not-after-the-end',
    'Nothing is tried again for a lead that has ended, but what its run finds under way.',
    (event, { stage }) =>
      event.kind === 'EffectRetried' && event.why !== 'open' && hasEnded(stage)
        ? `${event.key} by ${event.why}, and it is ${stage}`
        : null,
  ),
  ofEach(
    'back-on-news',
    'No lead is brought back by what held when it ended: something has come since.',
    (event, { stage, stageSinceAt }) =>
      event.kind === 'LeadReopened' && event.at <= stageSinceAt ? `it has been ${stage} for no time` : null,
  ),
  ofEach(
    'counted',
    'A rest ends by a signal once as many pieces of evidence as that needs lie within its window, the last since the rest began.',
    (event, { rest }, { lead: { facts }, turn: { terms } }) => {
      const rule = event.kind === 'RestEnded' && event.signal !== null ? terms.signals[event.signal] : undefined;
      const pieces = facts.filter((fact) => rule !== undefined && isEvidence(rule, fact)).map(effectiveAt);
      return rule === undefined || rest === null || isEnough(pieces, rule, rest.sinceAt) ? null : 'it has not come since';
    },
  ),
  ofEach(
    'own-evidence',
    'What moves the seller’s cycle, or meets a clock that waits for a signal, came after the hand-off had opened.',
    (event, { handOff, clocks }, moment) => {
      const met = event.kind === 'ClockMet' ? clocks.find(({ id }) => id === event.id)?.until : undefined;
      const signal = event.kind === 'SellerStageReached' ? event.signal : typeof met === 'object' ? met.signal : null;
      return signal === null || handOff === null || hasCome(signal, handOff.openedAt, moment)
        ? null
        : `${signal} has not come since`;
    },
  ),
];

function goneBy(event: LeadEvent, before: LeadState, after: LeadState): string | null {
  const clock = before.clocks.find(({ id }) => !after.clocks.some((other) => other.id === id));
  if (clock !== undefined && !((event.kind === 'ClockMet' || event.kind === 'ClockStopped') && event.id === clock.id))
    return `${clock.id} by ${event.kind}`;
  const gone = before.effects.find(({ effect }) => !after.effects.some((other) => other.effect.key === effect.key));
  if (gone !== undefined && !((event.kind === 'EffectDone' || event.kind === 'EffectDropped') && event.key === gone.effect.key))
    return `${gone.effect.key} by ${event.kind}`;
  return null;
}

const kept = (baseline: LeadState['baseline']): string | null => (baseline === null ? null : 'its score is counted from anew');

function hasCome(signal: string, since: number, { lead, turn: { terms } }: TurnMoment): boolean {
  const rule = terms.signals[signal];
  if (rule === undefined) return false;
  const pieces = lead.facts.filter((fact) => fact.occurredAt >= since && isEvidence(rule, fact));
  return isEnough(
    pieces.map(({ occurredAt }) => occurredAt),
    rule,
    since,
  );
}

/** Whether so many pieces lie within the window, the last of them not before `since`. */
const isEnough = (pieces: number[], { times, withinMs }: SignalRule, since: number): boolean =>
  pieces.some((last) => last >= since && pieces.filter((at) => at <= last && last - at < (withinMs ?? Infinity)).length >= times);
