import { partsOf } from '../../../libs/domain/lifecycle/clock-parts.js';
import { laneOf } from '../../../libs/domain/lifecycle/lane-of.js';
import type { LeadEvent } from '../../../libs/domain/lifecycle/events.js';
import type { Clock, LeadState } from '../../../libs/domain/lifecycle/lead.js';
import type { Instant } from '../time.js';
import { eventsOf, firstFault, type TurnInvariant, type TurnMoment } from './moment.js';
import { ofEach } from './of-events.js';

/** What must hold of clocks, so that each side is charged with its own time alone. */
export const ofClocks: TurnInvariant[] = [
  ofEach(
    'told-before-charged',
    'No breach is charged to a rep who was not told of the lead and did not act on it.',
    (event, _state, moment) =>
      event.kind !== 'ClockBreached' || event.repId === null || hasKnown(event.repId, event.id, moment)
        ? null
        : `${event.id} to ${event.repId}`,
  ),
  ofEach(
    'whole-time',
    'A rep who is charged had all the time that was promised, beside outages and what ran before they were told.',
    (event, state, moment) => {
      if (event.kind !== 'ClockBreached' || event.by !== 'sales') return null;
      const clock = state.clocks.find(({ id }) => id === event.id);
      const promised = clock && promisedMs(clock, state, moment);
      if (clock === undefined || promised === null || promised === undefined) return null;
      const { humanMs } = partsOf(clock, clock.dueAt);
      return humanMs >= promised ? null : `${event.id}: ${humanMs} of ${promised} ms`;
    },
  ),
  {
    name: 'one-promise-a-clock',
    sentence: 'A clock that begins is another than all that ever ran in this life: its row tells of one promise.',
    fault: (moment) => {
      const now = new Set<string>();
      return firstFault(eventsOf(moment, 'ClockStarted'), ({ id }) =>
        moment.lead.begun.has(id) || now.size === now.add(id).size ? id : null,
      );
    },
  },
  ofEach('charged-to-its-own', 'A clock that ran out is charged to its own side, or to the system.', (event, { clocks }) => {
    if (event.kind !== 'ClockBreached') return null;
    const by = clocks.find(({ id }) => id === event.id)?.by;
    return event.by === 'system'
      ? event.repId === null
        ? null
        : event.id
      : event.by === by
        ? null
        : `${event.by}, and it is ${by}'s`;
  }),
  ofEach('credits-give', 'A credit never shortens a deadline, nor what escalates it.', (event, { clocks, escalations }) => {
    if (event.kind !== 'ClockCredited') return null;
    const clock = clocks.find(({ id }) => id === event.id);
    if (clock === undefined || event.dueAt <= clock.dueAt || event.ms < 0 || event.untilAt <= event.fromAt) return event.id;
    return firstFault(event.escalations, ({ key, at }) =>
      at >= (escalations.find((step) => step.key === key)?.at ?? Infinity) ? null : `${key} comes earlier`,
    );
  }),
  ofEach(
    'withdrawn-by-evidence',
    'A breach is withdrawn only by evidence from before the clock was due.',
    (event, { clocks, broken = [] }, moment) => {
      if (event.kind !== 'BreachWithdrawn') return null;
      const clock = [...clocks, ...broken].find(({ id }) => id === event.id);
      const wasBreached = clock !== undefined && (clock.breachedAt !== null || clock.systemBreachedAt !== undefined);
      if (!wasBreached || event.evidenceAt > clock.dueAt) return `${event.id} by ${event.evidenceAt}`;
      return isKnown(event.evidenceAt, moment) ? null : `${event.id}: nothing happened at ${event.evidenceAt}`;
    },
  ),
  {
    name: 'parts',
    sentence: 'The system’s part of a clock and the rep’s are its whole span.',
    fault: ({ after: { clocks }, turn: { now } }) =>
      firstFault(clocks, (clock) => {
        const { systemMs, humanMs } = partsOf(clock, now);
        const whole = Math.max(0, now - clock.startedAt);
        return systemMs >= 0 && humanMs >= 0 && systemMs + humanMs === whole
          ? null
          : `${clock.id}: ${systemMs} + ${humanMs} of ${whole}`;
      }),
  },
];

/** What is agreed for a clock of the wall; null: one in hours or days of work, which outages and changes of the team make another sum. */
function promisedMs({ clock, credits = [] }: Clock, { handOff }: LeadState, { turn }: TurnMoment): number | null {
  const rule = handOff === null ? undefined : laneOf(handOff, turn.terms).clocks.find(({ id }) => id === clock);
  if (rule === undefined || !('ms' in rule.within)) return null;
  return rule.hours === 'always' || credits.every(({ reason }) => reason !== 'outage') ? rule.within.ms : null;
}

// From what the mail server and the rep did since the hand-off opened, not from what the clock says.
function hasKnown(repId: string, clockId: string, { lead, result }: TurnMoment): boolean {
  const number = Number(/^handOff:(\d+)\//.exec(clockId)?.[1]);
  const tells = (event: LeadEvent): boolean => {
    if (event.kind === 'LeadAccepted') return event.handOff === number && event.repId === repId;
    if (event.kind === 'TouchRecorded') return event.repId === repId;
    return (
      isAssigned(event) && event.handOff === number && event.repId === repId && (event.by === 'taken' || isTold(event, lead))
    );
  };
  if (result.events.some(tells)) return true;
  for (let n = lead.turns.length - 1; n >= 0; n -= 1) {
    const { events } = lead.turns[n] ?? { events: [] };
    if (events.some(tells)) return true;
    if (events.some((event) => event.kind === 'HandOffOpened' && event.handOff === number)) return false;
  }
  return false;
}

type Assigned = Extract<LeadEvent, { kind: 'LeadAssigned' }>;
const isAssigned = (event: LeadEvent): event is Assigned => event.kind === 'LeadAssigned';
const isTold = ({ handOff, assignment }: Assigned, lead: TurnMoment['lead']): boolean =>
  lead.outside.get(`handOff:${handOff}/notice#${assignment}`) === 'done';

function isKnown(at: Instant, { lead, turn }: TurnMoment): boolean {
  const { state, inputs, now } = turn;
  const instants = [...lead.facts.map(({ occurredAt }) => Math.min(occurredAt, now)), ...inputs.map((input) => input.at)];
  return instants.includes(at) || state.handOff?.acceptedAt === at || state.handOff?.assignedAt === at;
}
