import type { Instant } from '../calendar/instant.js';
import type { LeadInput } from '../lifecycle/inputs.js';
import { newLead, type LeadState } from '../lifecycle/lead.js';
import { hasEnded } from '../lifecycle/moves.js';
import { runTurn } from '../lifecycle/run-turn.js';
import { worldOf } from '../lifecycle/world-of.js';
import { listens, look } from './hear-fact.js';
import type { House, HouseLead } from './house.js';
import { loadsNow, moveSeats, pacesNow } from './loads.js';
import { perform } from './perform.js';
import { answerFor } from './sales.js';
import { tallyTurn } from './tally-turn.js';

/**
 * One wake of a lead, and those that follow at once because what it did outside is done at once. The same `runTurn` that decides real leads; what
 * Postgres would hold is in memory.
 */
export function takeTurn(house: House, lead: HouseLead, input: LeadInput): void {
  let inputs: LeadInput[] = lead.state === null ? [{ kind: 'open', at: house.now }, input] : [input];
  for (let round = 0; inputs.length > 0; round += 1) {
    if (round === mostRounds) throw new Error(`Lead ${lead.leadId} does not come to rest: one turn brings the next at once`);
    inputs = takeOne(house, lead, inputs);
  }
}

// A lead that is handed off takes two or three turns at once: it is assigned, its rep is told.
const mostRounds = 50;

function takeOne(house: House, lead: HouseLead, inputs: LeadInput[]): LeadInput[] {
  const { terms, now: at } = house;
  const before = lead.state ?? { ...newLead(lead.leadId, at), agreementVersion: house.version };
  const number = Math.max(at, before.turn + 1);
  const world = worldSeen(house, lead, before, number);
  const { result, state } = runTurn({ state: before, inputs, number, now: number, terms, world });
  lead.state = state;
  lead.news = [];
  if (lead.sales.length > 0) lead.sales = stillWanted(lead, number);
  moveSeats(house, before, state, result.events);
  tallyTurn(house, lead, { before, state, events: result.events });
  if (before.baseline !== state.baseline) look(house, lead, number);
  for (const event of result.events) answerFor(house, lead, event);
  wake(house, lead, result.wakeAt, number);
  return result.effects.map(({ key, ...effect }) => ({
    kind: 'effectDone',
    at: number,
    key,
    outcome: perform(house, lead, { key, ...effect }, number),
  }));
}

function worldSeen(house: House, lead: HouseLead, state: LeadState, now: Instant) {
  const { terms, team, teamVersion } = house;
  const { cap } = terms.contact;
  if (cap !== null && lead.sent.length > 0) lead.sent = lead.sent.filter(({ at }) => at > now - cap.perMs);
  const ledger = lead.ledger.seq === lead.seq ? lead.ledger : { ...lead.ledger, seq: lead.seq };
  lead.ledger = ledger;
  return worldOf({
    state,
    terms,
    team,
    teamVersion,
    seq: lead.seq,
    who: lead.who,
    ledger,
    news: lead.news,
    sales: lead.sales,
    seen: { now, loads: loadsNow(house), paces: pacesNow(house), sent: cap === null ? [] : lead.sent },
  });
}

// Evidence counts for the hand-off that runs, and for those of its clocks that were broken.
function stillWanted({ sales, state }: HouseLead, now: Instant): HouseLead['sales'] {
  const broken = state?.broken ?? [];
  const since = Math.min(state?.handOff?.openedAt ?? now, ...broken.map(({ countsFrom, startedAt }) => countsFrom ?? startedAt));
  return sales.filter(({ occurredAt }) => occurredAt >= since);
}

function wake(house: House, lead: HouseLead, at: Instant | null, number: Instant): void {
  const { state, leadId } = lead;
  const ends = state !== null && hasEnded(state.stage);
  const wakeAt = at === null || ends ? Infinity : Math.max(at, number + 1);
  if (wakeAt !== lead.wakeAt && wakeAt < Infinity) house.agenda.put(wakeAt, { leadId, do: 'wake' });
  lead.wakeAt = wakeAt;
}

/** Nothing more will come to it: no fact, no deadline, no change of its standing that it would hear. */
export function isAtRest(house: House, lead: HouseLead): boolean {
  return (
    lead.told && lead.wakeAt === Infinity && (lead.quietUntil === Infinity || !listens(lead, house)) && lead.running === null
  );
}
