import type { Instant } from '../calendar/instant.js';
import type { Fact } from '../scoring/ledger.js';
import { hearFact, lookAgain } from './hear-fact.js';
import { newHouseLead, openHouse, type Act, type Due, type House, type HouseLead, type Setup } from './house.js';
import { freeSeat } from './loads.js';
import type { Heard } from './past.js';
import { sameHandOff } from './sales.js';
import type { Tally } from './tally.js';
import { tallyLead } from './tally-turn.js';
import { isAtRest, takeTurn } from './take-turn.js';

/** A history lived again under one version. Facts go in by the instant they were received: nothing of what is later is known. */
export interface Replay {
  hear(heard: Heard): void;
  /** Lives on until the end of the period, and gives what was counted. */
  finish(): Tally;
  /** Leads in memory now. */
  size(): number;
}

export function createReplay(setup: Setup): Replay {
  const house = openHouse(setup);
  return {
    hear: (heard) => hear(house, heard),
    finish() {
      liveUntil(house, house.to);
      for (const lead of house.leads.values()) tallyLead(house, lead);
      house.leads.clear();
      return house.tally;
    },
    size: () => house.leads.size,
  };
}

function hear(house: House, { leadId, fact, last, past }: Heard): void {
  const at = fact.receivedAt;
  if (at >= house.to) return;
  liveUntil(house, at);
  house.now = at;
  if (at >= house.from) house.tally.facts += 1;
  if (house.departed.has(leadId)) return void (last && house.departed.delete(leadId));
  const lead = house.leads.get(leadId) ?? arrive(house, leadId, past);
  lead.told ||= last;
  lead.isDateless &&= lead.firstFactAt === null || lead.firstFactAt === fact.occurredAt;
  lead.firstFactAt ??= fact.occurredAt;
  if (fact.kind === 'touch' && !isHeld(lead)) return leaveIfAtRest(house, lead);
  hearNow(house, lead, fact);
  leaveIfAtRest(house, lead);
}

// A lead's own number goes on where the model has added touches of its own.
function hearNow(house: House, lead: HouseLead, fact: Fact): void {
  const own = fact.seq === lead.seq + 1 ? fact : { ...fact, seq: lead.seq + 1 };
  if (hearFact(house, lead, own)) takeTurn(house, lead, { kind: 'ring', at: house.now, upTo: lead.seq });
}

// What sales really did counts in the hand-off that really happened; elsewhere reps answer as the model has it.
function isHeld(lead: HouseLead): boolean {
  const handOff = lead.state?.handOff ?? null;
  return handOff !== null && sameHandOff(lead, handOff.lane, handOff.openedAt) !== null;
}

function arrive(house: House, leadId: string, past: Heard['past']): HouseLead {
  const lead = newHouseLead(leadId, past ?? null);
  house.leads.set(leadId, lead);
  return lead;
}

/** All that comes by then, of all leads, in the order of its instants. */
function liveUntil(house: House, until: Instant): void {
  for (let next = house.agenda.takeBy(until); next !== null; next = house.agenda.takeBy(until)) {
    house.now = Math.max(house.now, next.at);
    takeTeam(house, house.now);
    const lead = house.leads.get(next.item.leadId);
    if (lead === undefined) continue;
    come(house, lead, next.item, next.at);
    leaveIfAtRest(house, lead);
  }
  takeTeam(house, until);
}

function come(house: House, lead: HouseLead, due: Due, at: Instant): void {
  const { now } = house;
  if (due.do === 'wake' && lead.wakeAt === at) takeTurn(house, lead, { kind: 'due', at: now });
  if (due.do === 'look' && lead.lookAt === at && lookAgain(house, lead, at)) ring(house, lead);
  if (due.do === 'seat') ring(house, lead);
  if (due.do === 'sales' && lead.state?.handOff?.number === due.handOff) act(house, lead, due.act);
}

const ring = (house: House, lead: HouseLead): void => takeTurn(house, lead, { kind: 'ring', at: house.now, upTo: lead.seq });

function act(house: House, lead: HouseLead, does: Act): void {
  const { now, seed } = house;
  if (does.kind === 'left') return leave(house, lead);
  const by = 'repId' in does && lead.state?.repId ? { ...does, repId: lead.state.repId } : does;
  if (by.kind === 'touch') {
    const data = { channel: by.channel, by: 'rep', repId: by.repId, seconds: 120 };
    hearFact(house, lead, { id: `${seed}/${by.id}`, seq: lead.seq + 1, kind: 'touch', occurredAt: now, receivedAt: now, data });
  }
  takeTurn(house, lead, { kind: 'command', at: now, command: by });
}

function leaveIfAtRest(house: House, lead: HouseLead): void {
  if (isAtRest(house, lead)) leave(house, lead);
}

function leave(house: House, lead: HouseLead): void {
  if (lead.state !== null) freeSeat(house, lead.state);
  tallyLead(house, lead);
  house.leads.delete(lead.leadId);
  if (!lead.told) house.departed.add(lead.leadId);
}

// Whoever looks next sees the new team; leads are not woken one and all, as they would be, since little hangs on it.
function takeTeam(house: House, at: Instant): void {
  if (house.teams.length === 1) return;
  const inForce = house.teams.findLast(({ fromAt }) => fromAt <= at);
  if (inForce === undefined || inForce.version === house.teamVersion) return;
  house.team = inForce.team;
  house.teamVersion = inForce.version;
  for (const lead of house.leads.values()) lead.fit = null;
}
