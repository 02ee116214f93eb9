import { doStep } from './do-step.js';
import type { House, Plot, SimLead } from './house.js';
import { openHouse } from './house.js';
import { checkHouse } from './invariants/check-house.js';
import { look } from './look.js';
import { performed } from './perform.js';
import type { Step } from './steps.js';
import { takeTurn } from './take-turn.js';
import { start, year, type Instant } from './time.js';

/** What lives came to. */
export interface Lived {
  house: House;
  turns: number;
  events: number;
}

/** Lives a plot to its end. Throws Broken at the first invariant that does not hold, or what the core throws. `steps`: those to take. */
export function live(plot: Plot, steps: Step[] = plot.steps, house = openHouse(plot)): Lived {
  const until = start + plot.years * year;
  const lived = { house, turns: 0, events: 0 };
  let place = 0;
  let still = 0;
  for (;;) {
    const step = steps[place];
    const stir = nextStir(house);
    const at = Math.max(house.now, Math.min(step?.at ?? Infinity, stir));
    if (at > until) return lived;
    still = at === house.now ? still + 1 : 0;
    if (still > mostStirs) throw new Error('The house does not come to rest: it stirs at one instant for ever');
    if (lived.turns > mostTurns(plot)) throw new Error('The house does not come to rest: its leads wake again and again');
    house.now = at;
    if (step !== undefined && step.at <= at) {
      doStep(house, step);
      place += 1;
    }
    if (at < house.awayUntil) continue;
    for (const lead of house.leads) stirLead(house, lead, lived);
    checkHouse(house);
  }
}

const mostStirs = 200;
/** A lead that is much worked on takes some hundred turns a year. */
const mostTurns = ({ leads, years }: Plot): number => 500 + leads * years * 10_000;

/** The next instant at which something comes of itself. While nobody works, all of it waits. */
function nextStir({ leads, awayUntil }: House): Instant {
  let next = Infinity;
  for (const { wakeAt, lookAt, running, inbox } of leads) {
    if (inbox.length > 0) next = Math.min(next, awayUntil);
    next = Math.min(next, wakeAt ?? Infinity, lookAt ?? Infinity);
    for (const { endsAt } of running) next = Math.min(next, endsAt);
  }
  return Math.max(next, awayUntil);
}

function stirLead(house: House, lead: SimLead, lived: Lived): void {
  const { now } = house;
  if (lead.lookAt !== null && lead.lookAt <= now && look(house, lead))
    lead.inbox.push({ kind: 'ring', at: now, upTo: lead.facts.length });
  for (const { effect } of lead.running.filter(({ endsAt }) => endsAt <= now)) {
    lead.running = lead.running.filter((other) => other.effect.key !== effect.key);
    lead.inbox.push(performed(house, lead, effect));
  }
  if (lead.wakeAt !== null && lead.wakeAt <= now) lead.inbox.push({ kind: 'due', at: now });
  if (lead.inbox.length === 0) return;
  const inputs = lead.state === null ? [{ kind: 'open' as const, at: now }, ...lead.inbox] : lead.inbox;
  lead.inbox = [];
  takeTurn(house, lead, inputs);
  lived.turns += 1;
  lived.events += lead.turns.at(-1)?.events.length ?? 0;
}
