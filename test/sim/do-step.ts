import type { LeadCommand } from '../../libs/domain/lifecycle/commands.js';
import { mergeProfiles } from '../../libs/domain/scoring/merge-profiles.js';
import { record } from '../../libs/domain/scoring/record.js';
import { commandOf, plausibleCommand } from './commands.js';
import type { House, SimLead } from './house.js';
import { resetLead, turnAgain } from './mishaps.js';
import type { Act, Step } from './steps.js';
import { look } from './look.js';

type Of<K extends Act['do']> = Extract<Step, { do: K }>;
type Doers = { [K in Act['do']]: (house: House, lead: SimLead, step: Of<K>) => void };

/** Does one step to the house; what must be heard of it is put into inboxes, or is for the relay to find. */
export function doStep(house: House, step: Step): void {
  const act = doers[step.do] as (house: House, lead: SimLead, step: Step) => void;
  act(house, leadOf(house, step.lead), step);
}

const doers: Doers = {
  fact: (house, lead, { kind, data, ago }) => hear(house, lead, kind, data, house.now - ago),
  profile: (house, lead, { field, value }) => edit(house, lead, field, value),
  consent(house, lead, { given }) {
    lead.consent = { email: { given, at: house.now } };
    tellRelay(house, lead);
  },
  work: (house, lead, step) => ask(house, lead, plausibleCommand(lead, step, house), step.result),
  command: (house, lead, step) => ask(house, lead, commandOf(lead, step)),
  merge(house, lead) {
    lead.mergedInto = '6f1b2c5e-0000-4000-8000-ffffffffffff';
    tellRelay(house, lead);
  },
  cancel({ now }, lead) {
    if (lead.state !== null) lead.inbox.push({ kind: 'cancelled', at: now });
  },
  free({ now }, lead) {
    if (lead.state !== null) lead.inbox.push({ kind: 'retry', at: now });
  },
  mail(house, _lead, { is, ms }) {
    house.mail = { is, until: house.now + ms };
  },
  outage(house, _lead, { ms }) {
    const untilAt = house.now + ms;
    house.outages.push({ part: 'worker', fromAt: house.now, untilAt });
    house.awayUntil = Math.max(house.awayUntil, untilAt);
  },
  reset: ({ now }, lead, { back }) => resetLead(lead, back, now),
  twice: ({ now }, lead) => turnAgain(lead, now),
  lost: ({ now }, lead) =>
    void Object.assign(lead, { state: null, wakeAt: null, running: [], inbox: [{ kind: 'open', at: now }] }),
  ring(house, lead) {
    if (look(house, lead) || lead.state !== null) lead.inbox.push({ kind: 'ring', at: house.now, upTo: lead.facts.length });
  },
  team(house, _lead, { which }) {
    house.team = which;
    house.teamVersion += 1;
    for (const each of house.leads) tellRelay(house, each);
  },
};

// A touch happened, so it is a fact before it is a command.
function ask(house: House, lead: SimLead, command: LeadCommand | null, result?: string): void {
  if (command === null) return;
  if (command.kind === 'touch') {
    const how = result === undefined ? {} : { result };
    hear(house, lead, 'touch', { channel: command.channel, by: 'rep', repId: command.repId, seconds: 60, ...how }, house.now);
  }
  lead.inbox.push({ kind: 'command', at: house.now, command });
}

function hear(house: House, lead: SimLead, kind: string, data: Record<string, unknown>, occurredAt: number): void {
  const seq = lead.facts.length + 1;
  const fact = { id: `${lead.number}-${seq}`, seq, kind, data, occurredAt, receivedAt: house.now };
  lead.facts.push(fact);
  lead.ledger = record(lead.ledger, fact, house.plot.terms);
  tellRelay(house, lead);
}

function edit(house: House, lead: SimLead, field: string, value: string | number | null): void {
  const data = field === 'employees' ? { company: { employees: value } } : { [field]: value };
  lead.profile = mergeProfiles(lead.profile, data);
  hear(house, lead, 'profile_updated', data, house.now);
}

const tellRelay = ({ now }: House, lead: SimLead): void => {
  lead.lookAt = Math.min(lead.lookAt ?? now, now);
};

function leadOf({ leads }: House, number: number): SimLead {
  const lead = leads[number];
  if (lead === undefined) throw new Error(`There is no lead ${number}`);
  return lead;
}
