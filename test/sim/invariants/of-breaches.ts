import { countsFor } from '../../../libs/domain/lifecycle/clock-parts.js';
import type { LeadEvent } from '../../../libs/domain/lifecycle/events.js';
import { laneOf } from '../../../libs/domain/lifecycle/lane-of.js';
import type { Clock, LeadState } from '../../../libs/domain/lifecycle/lead.js';
import { unite } from '../../../libs/domain/lifecycle/outages.js';
import { isEvidence } from '../../../libs/domain/scoring/is-evidence.js';
import type { Fact } from '../../../libs/domain/scoring/ledger.js';
import type { Instant } from '../time.js';
import { firstFault, type TurnInvariant, type TurnMoment } from './moment.js';
import { ofEach } from './of-events.js';

/** What must hold of breaches, whatever came late or in another order. */
export const ofBreaches: TurnInvariant[] = [
  ofEach(
    'outages-given',
    'Sales is charged with no clock on which an outage, between where it counted from and its deadline, was not credited.',
    (event, state, { house, turn }) => {
      const clock = event.kind === 'ClockBreached' && event.by === 'sales' && find(state, event.id);
      if (!clock || !runsAlways(clock, state, turn)) return null;
      const from = clock.toldAt ?? clock.startedAt;
      return firstFault(unite(house.outages), ({ fromAt, untilAt }) => {
        const open = uncredited(clock, Math.max(fromAt, from), Math.min(untilAt, clock.dueAt));
        return open <= 0 ? null : `${clock.id}: ${open} ms`;
      });
    },
  ),
  {
    name: 'withdrawn-when-kept',
    sentence: 'No breach stands on a clock that was kept: evidence from its time has withdrawn it, in whatever order it came.',
    fault: (moment) => {
      const { lead, turn, after } = moment;
      const news = lead.facts.filter(({ seq }) => seq > turn.state.heardSeq && seq <= after.heardSeq);
      if (news.length === 0) return null;
      return firstFault(standing(moment), (clock) => {
        const kept = news.find((fact) => isInTime(fact, clock, turn));
        return kept === undefined ? null : `${clock.id}, by fact ${kept.seq}`;
      });
    },
  },
  {
    name: 'rests-not',
    sentence: 'For a rep who holds a lead that was touched, each clock from the last touch until the next runs once.',
    fault: ({ after: { repId, handOff, clocks }, turn: { terms } }) => {
      if (repId === null || handOff === null || handOff.attemptedAt === null) return null;
      const rules = laneOf(handOff, terms).clocks.filter(({ from, until }) => from === 'last-touch' && until === 'attempted');
      return firstFault(rules, ({ id }) => {
        const running = clocks.filter(({ clock }) => clock === id);
        return running.length === 1 ? null : `${running.length} of ${id}`;
      });
    },
  },
];

const find = ({ clocks }: LeadState, id: string): Clock | undefined => clocks.find((clock) => clock.id === id);

// In hours and days of work an outage may take nothing, and changes of the team make another sum.
const runsAlways = ({ clock }: Clock, { handOff }: LeadState, { terms }: TurnMoment['turn']): boolean =>
  handOff !== null && laneOf(handOff, terms).clocks.some(({ id, hours }) => id === clock && hours === 'always');

function uncredited({ credits = [] }: Clock, fromAt: Instant, untilAt: Instant): number {
  let at = fromAt;
  for (const credit of credits) if (credit.fromAt <= at) at = Math.max(at, credit.untilAt);
  return untilAt - at;
}

/** A broken promise, as the events tell of it. `opening`: when its hand-off opened. */
interface Standing extends Clock {
  opening: Instant;
}

/** Breaches of the last hand-off, not by the system, that nothing has withdrawn: as events tell, since a state may have forgotten one. */
function standing({ lead, result }: TurnMoment): Standing[] {
  const broken = new Map<string, Standing>();
  const started = new Map<string, LeadEvent & { kind: 'ClockStarted' }>();
  let opening = Infinity;
  for (const event of [...lead.turns.flatMap(({ events }) => events), ...result.events]) {
    if (event.kind === 'HandOffOpened') {
      broken.clear();
      opening = event.at;
    }
    if (event.kind === 'ClockStarted') started.set(event.id, event);
    if (event.kind === 'ClockBreached' && event.by !== 'system') {
      const clock = started.get(event.id);
      if (clock !== undefined) broken.set(event.id, { ...clock, dueAt: event.dueAt, breachedAt: event.at, opening });
    }
    if (event.kind === 'BreachWithdrawn') broken.delete(event.id);
  }
  return [...broken.values()].slice(-mostKept);
}

/** The state keeps no more of them. */
const mostKept = 8;

function isInTime(fact: Fact, clock: Standing, { terms, now }: TurnMoment['turn']): boolean {
  const { startedAt, dueAt, opening, until } = clock;
  const at = Math.min(fact.occurredAt, now);
  if (at < opening || at > dueAt || !countsFor(clock, at) || !isFor(until, fact, terms)) return false;
  return at > startedAt;
}

function isFor(until: Clock['until'], fact: Fact, { signals }: TurnMoment['turn']['terms']): boolean {
  if (typeof until === 'string') return until === 'attempted' && fact.kind === 'touch';
  const rule = signals[until.signal];
  // What needs several pieces of evidence comes with the last of them, which is not seen by one alone.
  return rule !== undefined && rule.times <= 1 && isEvidence(rule, fact);
}
