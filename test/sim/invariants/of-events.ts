import { offeredTo } from '../../../libs/domain/lifecycle/concerns.js';
import type { LeadEvent } from '../../../libs/domain/lifecycle/events.js';
import type { LeadState } from '../../../libs/domain/lifecycle/lead.js';
import { moves } from '../../../libs/domain/lifecycle/moves.js';
import { isOpen } from '../../../libs/domain/calendar/opening.js';
import { eventsOf, firstFault, type TurnInvariant, type TurnMoment } from './moment.js';

type Teller = (event: LeadEvent, before: LeadState, moment: TurnMoment) => string | null;

/** An invariant of each event, on the state that it found. */
export const ofEach = (name: string, sentence: string, tell: Teller): TurnInvariant => ({
  name,
  sentence,
  fault: (moment) => firstFault(moment.result.events, (event, n) => tell(event, moment.found[n] ?? moment.after, moment)),
});

/** What must hold of every event. */
export const ofEvents: TurnInvariant[] = [
  ofEach('moves', 'A lead moves from the stage it is in to one that the table of moves allows.', (event, { stage }) =>
    event.kind !== 'StageChanged' || (event.from === stage && moves[stage].includes(event.to))
      ? null
      : `${event.from} to ${event.to}, and it was ${stage}`,
  ),
  ofEach('in-the-past', 'Nothing is said to have happened after the turn that says so.', (event, _state, { turn }) =>
    event.at <= turn.now ? null : `${event.kind} at ${event.at}, ${event.at - turn.now} ms ahead`,
  ),
  ofEach('one-rep', 'A lead is assigned only when nobody has it.', (event, { repId, handOff }) =>
    event.kind !== 'LeadAssigned' || (repId === null && handOff !== null) ? null : `to ${event.repId}, and ${repId} had it`,
  ),
  ofEach(
    'offered',
    'Who takes an offered lead is one of those to whom it is offered, and has a seat.',
    (event, state, { turn }) => {
      const offered = offeredTo(state);
      if (event.kind !== 'LeadAssigned' || offered.length === 0) return null;
      if (!offered.includes(event.repId)) return `${event.repId}, and it is offered to ${offered.join()}`;
      const { team, loads } = turn.world;
      const capacity = team.reps[event.repId]?.capacity ?? null;
      return capacity === null || (loads[event.repId]?.open ?? 0) < capacity ? null : `${event.repId} has no seat`;
    },
  ),
  ofEach('counted', 'Hand-offs and assignments are numbered one by one.', (event, { handOffs, handOff }) => {
    if (event.kind === 'HandOffOpened')
      return event.handOff === handOffs + 1 ? null : `hand-off ${event.handOff} after ${handOffs}`;
    if (event.kind !== 'LeadAssigned') return null;
    return event.assignment === (handOff?.assignments ?? 0) + 1
      ? null
      : `assignment ${event.assignment} after ${handOff?.assignments}`;
  }),
  ofEach(
    'contested-once',
    'A hand-off contests the rejection of the one before it, once, and past who rejected it.',
    (event, state) => {
      if (event.kind === 'LeadAssigned' && event.by === 'ladder' && event.assignment === 1)
        return state.handOff?.contests !== undefined && state.handOff.tried.includes(event.repId)
          ? `again to ${event.repId}`
          : null;
      if (event.kind !== 'HandOffOpened' || event.contests === undefined) return null;
      return event.contests === state.handOffs && event.handOff === event.contests + 1
        ? null
        : `${event.handOff} contests ${event.contests}`;
    },
  ),
  ofEach('not-early', 'No escalation comes before its instant, and no clock is breached before it is due.', (event) => {
    if (event.kind !== 'Escalated' && event.kind !== 'ClockBreached') return null;
    return event.at >= event.dueAt ? null : `${event.kind} ${event.dueAt - event.at} ms early`;
  }),
  ofEach(
    'running-clocks',
    'Only a clock that runs is met, breached or stopped, and it is breached once.',
    (event, { clocks }) => {
      if (event.kind !== 'ClockMet' && event.kind !== 'ClockBreached' && event.kind !== 'ClockStopped') return null;
      const clock = clocks.find(({ id }) => id === event.id);
      if (clock === undefined) return `${event.kind} ${event.id}, which does not run`;
      return event.kind === 'ClockBreached' && clock.breachedAt !== null ? `${event.id} was breached before` : null;
    },
  ),
  ofEach('holder-acts', 'Only the rep who holds a lead accepts it, rejects it or reports on it.', (event, { repId }) => {
    if (event.kind !== 'LeadAccepted' && event.kind !== 'LeadRejected' && event.kind !== 'OutcomeReported') return null;
    return event.repId === repId ? null : `${event.kind} by ${event.repId}, and ${repId} has it`;
  }),
  ofEach('heard-once', 'A touch is heard once.', (event, { heardSeq }) =>
    event.kind !== 'TouchRecorded' || event.seq > heardSeq ? null : `number ${event.seq}, and ${heardSeq} were heard`,
  ),
  ofEach('can-take', 'The ladder gives a lead only to a rep who works then and has a seat.', (event, _state, moment) => {
    if (event.kind !== 'LeadAssigned' || (event.by !== 'ladder' && event.by !== 'escalation')) return null;
    const { team, loads } = moment.turn.world;
    const rep = team.reps[event.repId];
    if (rep === undefined) return `${event.repId} is not in the team`;
    if (!isOpen(rep.hours, event.at)) return `${event.repId} does not work at ${event.at}`;
    const own = moment.turn.state.repId === event.repId ? 1 : 0;
    const held = (loads[event.repId]?.open ?? 0) - own;
    return rep.capacity === null || held < rep.capacity ? null : `${event.repId} holds ${held} of ${rep.capacity}`;
  }),
  {
    name: 'recycled-as-agreed',
    sentence: 'No lead is recycled more often than the agreement allows.',
    fault: (moment) => {
      const { atMost } = moment.turn.terms.recycle;
      return firstFault(eventsOf(moment, 'LeadRecycled'), ({ recycle }) =>
        atMost === null || recycle <= atMost ? null : `${recycle} times, of ${atMost}`,
      );
    },
  },
  {
    name: 'planned-once',
    sentence: 'A purpose is planned once in a branch; only a hold’s answer may be planned again, and goes once.',
    fault: (moment) => {
      const now = new Set<string>();
      return firstFault(eventsOf(moment, 'EffectPlanned'), ({ effect: { key } }) => {
        if ((moment.lead.planned.has(key) || now.has(key)) && !key.includes('/hold:')) return key;
        now.add(key);
        return null;
      });
    },
  },
];
