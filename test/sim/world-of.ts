import { contactWindow } from '../../libs/domain/contact/contact-window.js';
import { laneOf } from '../../libs/domain/lifecycle/clocks.js';
import { outagesSince } from '../../libs/domain/lifecycle/credit.js';
import { maybeHeld } from '../../libs/domain/lifecycle/held.js';
import type { LeadInput } from '../../libs/domain/lifecycle/inputs.js';
import type { LeadState } from '../../libs/domain/lifecycle/lead.js';
import type { Outage } from '../../libs/domain/lifecycle/outages.js';
import type { World } from '../../libs/domain/lifecycle/world.js';
import { unheardOf } from '../../libs/domain/lifecycle/world-of.js';
import { isEvidence } from '../../libs/domain/scoring/is-evidence.js';
import { teamOf, type House, type SimLead } from './house.js';
import { loadsOf, pacesOf } from './seats.js';
import type { Instant } from './time.js';

/** What a turn sees, as libs/persistence/turn/load-world.ts reads it. */
export function worldOf(house: House, lead: SimLead, state: LeadState, now: Instant, inputs: LeadInput[] = []): World {
  const { terms } = house.plot;
  const { cap } = terms.contact;
  return {
    agreementVersion: 1,
    teamVersion: house.teamVersion,
    team: teamOf(house),
    evidence: { profile: lead.profile, consent: lead.consent, ledger: lead.ledger },
    seq: lead.facts.length,
    ...unheardOf(lead.facts, state, terms),
    salesEvidence: salesEvidence(house, lead, state),
    loads: loadsOf(house, now),
    paces: pacesOf(house, now),
    contact: {
      window: contactWindow(lead.profile, terms.contact),
      sent: cap === null ? [] : lead.sent.filter(({ at, nurture }) => nurture && at > now - cap.perMs),
    },
    released: house.mail.is === 'held' && now < house.mail.until ? [] : maybeHeld(state, inputs),
    outages: outagesOf(house, outagesSince(state, inputs, now)),
    mergedIntoLeadId: lead.mergedInto,
  };
}

const outagesOf = ({ outages }: House, since: Instant | null): Outage[] =>
  since === null ? [] : outages.filter(({ untilAt }) => untilAt > since);

function salesEvidence({ plot }: House, { facts }: SimLead, { handOff }: LeadState): World['salesEvidence'] {
  if (handOff === null) return {};
  const { terms } = plot;
  const clocks = laneOf(handOff, terms).clocks.flatMap(({ until }) => (typeof until === 'string' ? [] : [until.signal]));
  const since = facts.filter(({ occurredAt }) => occurredAt >= handOff.openedAt);
  const found = [...new Set([...clocks, ...Object.values(terms.sellerStage).flat()])].flatMap((id) => {
    const rule = terms.signals[id];
    if (rule === undefined) return [];
    return [[id, since.filter((fact) => isEvidence(rule, fact)).map(({ occurredAt }) => occurredAt)] as const];
  });
  return Object.fromEntries(found.map(([id, instants]) => [id, instants.sort((a, b) => a - b)]));
}
