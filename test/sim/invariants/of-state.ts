import { isBreached } from '../../../libs/domain/lifecycle/clock-parts.js';
import { offeredTo } from '../../../libs/domain/lifecycle/concerns.js';
import { deadlines } from '../../../libs/domain/lifecycle/deadlines.js';
import { isNurtureMail, planOf } from '../../../libs/domain/lifecycle/effects.js';
import { mayNurture } from '../../../libs/domain/lifecycle/may-nurture.js';
import { hasEnded, isWithSales } from '../../../libs/domain/lifecycle/moves.js';
import { renewedFields } from '../../../libs/domain/scoring/renewed-fields.js';
import { firstFault, type TurnInvariant } from './moment.js';
import { plainFault } from './plain.js';

/** What must hold of every state that a turn leaves behind. */
export const ofState: TurnInvariant[] = [
  {
    name: 'plain',
    sentence: 'A lead’s state is plain JSON.',
    fault: ({ after }) => plainFault(after, 'state'),
  },
  {
    name: 'looked-after',
    sentence:
      'Every lead that sales holds has a rep, a queue, reps to whom it is offered, or an instant at which it is tried again.',
    fault: ({ after }) => {
      const looked = after.repId ?? after.queue ?? offeredTo(after)[0] ?? after.handOff?.heldUntilAt ?? null;
      return !isWithSales(after.stage) || looked !== null ? null : `${after.stage}, with nobody`;
    },
  },
  {
    name: 'tried-again',
    sentence: 'Every lead in the unrouted queue waits for an instant, a seat, or the team to change.',
    fault: ({ after, turn }) => {
      if (after.queue !== 'unrouted' || (after.handOff?.heldUntilAt ?? null) !== null) return null;
      const { team, loads } = turn.world;
      const free = Object.values(team.reps).filter(({ id, capacity }) => capacity !== null && (loads[id]?.open ?? 0) >= capacity);
      const named = after.handOff?.waitsFor ?? [];
      return named.every((repId) => free.some(({ id }) => id === repId)) ? null : `waits for ${named.join()}, who have seats`;
    },
  },
  {
    name: 'one-of-a-plan',
    sentence:
      'Of one track, or of one hand-off’s notices, at most one is held: who comes back after an outage gets one mail of it.',
    fault: ({ after }) => {
      const plans = after.effects.filter(({ status }) => status === 'held').map(({ effect }) => planOf(effect));
      const named = plans.filter((plan) => plan !== null);
      return named.find((plan, n) => named.indexOf(plan) !== n) ?? null;
    },
  },
  {
    name: 'let-go',
    sentence: 'A lead that sales does not hold has no rep, no queue, no hand-off, no clock and no escalation.',
    fault: ({ after: { stage, repId, queue, handOff, clocks, escalations, cadence } }) => {
      const ofSales = clocks.filter(({ until }) => until !== 'complete');
      return isWithSales(stage) || (repId ?? queue ?? handOff ?? cadence ?? ofSales[0] ?? escalations[0] ?? null) === null
        ? null
        : `${stage}, rep ${repId}, queue ${queue}, ${clocks.length} clocks, ${escalations.length} escalations`;
    },
  },
  {
    name: 'incomplete',
    sentence: 'Marketing’s clock on an incomplete lead runs once, and only while the lead is marketing’s.',
    fault: ({ after: { stage, clocks } }) => {
      const running = clocks.filter(({ until }) => until === 'complete');
      const isMarketings = stage === 'inquiry' || stage === 'nurturing';
      return running.length <= (isMarketings ? 1 : 0) ? null : `${stage}, ${running.map(({ id }) => id).join()}`;
    },
  },
  {
    name: 'held-for-a-word',
    sentence: 'A held cadence goes on once the lead has heard a word on what it waits for.',
    fault: ({ after: { cadence, heardSeq }, lead: { facts }, turn: { terms } }) => {
      if (cadence?.needs === undefined) return null;
      const { field, afterSeq } = cadence.needs;
      const heard = facts.slice(afterSeq, heardSeq);
      return heard.some((fact) => renewedFields(fact, terms).includes(field)) ? `${cadence.step} waits for ${field}` : null;
    },
  },
  {
    name: 'awake',
    sentence: 'After a turn no deadline lies in its past: whatever was due has been handled.',
    fault: ({ after, turn: { now } }) => {
      const due = deadlines(after).find(({ at }) => at <= now);
      return due === undefined ? null : `${due.kind} ${due.key} was due ${now - due.at} ms ago`;
    },
  },
  {
    name: 'told-of',
    sentence: 'A clock is past its due only with a breach.',
    fault: ({ after, turn: { now } }) => {
      const silent = after.clocks.find((clock) => clock.dueAt <= now && !isBreached(clock));
      return silent === undefined ? null : silent.id;
    },
  },
  {
    name: 'at-rest',
    sentence: 'An ended lead has nothing left to wait for, but what is under way outside.',
    fault: ({ after }) => {
      const left = hasEnded(after.stage) ? deadlines(after)[0] : undefined;
      return left === undefined ? null : `${after.stage}, yet ${left.why}`;
    },
  },
  {
    name: 'tried-later',
    sentence: 'An effect that waits or is stuck has an instant at which it is tried again.',
    fault: ({ after }) =>
      firstFault(after.effects, ({ effect, status, retryAt }) =>
        (status === 'running') === (retryAt === null) ? null : `${effect.key} is ${status}, again at ${retryAt}`,
      ),
  },
  {
    name: 'quiet',
    sentence: 'Once marketing must be quiet, no track goes on and no mail of a track waits to go.',
    fault: ({ after: { stage, track, effects }, turn: { terms } }) => {
      if (mayNurture(stage, terms)) return null;
      const mail = effects.find(({ effect, status }) => status !== 'running' && isNurtureMail(effect));
      return track === null && mail === undefined ? null : `${stage}, yet ${track?.track ?? mail?.effect.key}`;
    },
  },
  {
    name: 'can-answer',
    sentence: 'Only a lead that may still be accepted has a rep whose time to accept runs.',
    fault: ({ after: { stage, handOff } }) =>
      handOff === null || handOff.rungUntilAt === null || stage === 'marketing_qualified'
        ? null
        : `${stage}, to accept until ${handOff.rungUntilAt}`,
  },
  {
    name: 'one-purpose',
    sentence: 'No two effects under way have the same purpose, and no two clocks.',
    fault: ({ after: { effects, clocks } }) =>
      twice(effects.map(({ effect }) => effect.key)) ?? twice(clocks.map(({ id }) => id)),
  },
];

const twice = (ids: string[]): string | null => ids.find((id, place) => ids.indexOf(id) !== place) ?? null;
