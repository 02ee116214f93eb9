import { outagesSince } from '../../libs/domain/lifecycle/credit.js';
import { maybeHeld } from '../../libs/domain/lifecycle/held.js';
import type { LeadInput } from '../../libs/domain/lifecycle/inputs.js';
import type { LeadState } from '../../libs/domain/lifecycle/lead.js';
import type { Outage } from '../../libs/domain/lifecycle/outages.js';
import { salesWanted } from '../../libs/domain/lifecycle/sales-evidence.js';
import type { Seen } from '../../libs/domain/lifecycle/seen.js';
import type { Load, Pace, World } from '../../libs/domain/lifecycle/world.js';
import { unheardOf, worldOf as worldOfParts } from '../../libs/domain/lifecycle/world-of.js';
import { teamOf, type House, type SimLead } from './house.js';
import { loadsOf, pacesOf } from './seats.js';
import type { Instant } from './time.js';

/** What a turn sees, as libs/persistence/turn/load-world.ts reads it. */
export function worldOf(house: House, lead: SimLead, state: LeadState, now: Instant, inputs: LeadInput[] = []): World {
  const { plot, teamVersion, outages, mail } = house;
  const { terms } = plot;
  const { facts, ledger } = lead;
  const wanted = salesWanted(state, terms);
  const news = facts.slice(state.heardSeq);
  const { touches } = unheardOf(news, state, terms);
  const seen: Seen = {
    now,
    sent: sentOf(house, lead, now),
    released: mail.is === 'held' && now < mail.until ? [] : maybeHeld(state, inputs),
    outages: outagesOf(outages, outagesSince(state, inputs, touches, now)),
    ...(lead.mergedInto === null ? {} : { merged: { intoLeadId: lead.mergedInto, ledgerSeq: ledger.seq } }),
  };
  const parts = {
    ...{ state, terms, teamVersion, ledger, seen },
    team: teamOf(house),
    seq: facts.length,
    who: { profile: lead.profile, consent: lead.consent },
    news,
    sales: facts.filter(({ kind, occurredAt }) => occurredAt >= wanted.since && wanted.kinds.includes(kind)),
  };
  return withLoads(worldOfParts(parts), house, now);
}

// Counted only for a turn that looks for a rep: most don't.
function withLoads(world: World, house: House, now: Instant): World {
  let loads: Record<string, Load> | null = null;
  let paces: Record<string, Pace> | null = null;
  return Object.defineProperties(world, {
    loads: { get: () => (loads ??= loadsOf(house, now)), enumerable: true },
    paces: { get: () => (paces ??= pacesOf(house, now)), enumerable: true },
  });
}

function sentOf({ plot }: House, { sent }: SimLead, now: Instant): Seen['sent'] {
  const { cap } = plot.terms.contact;
  return cap === null ? [] : sent.filter(({ at, nurture }) => nurture && at > now - cap.perMs);
}

const outagesOf = (outages: Outage[], since: Instant | null): Outage[] =>
  since === null ? [] : outages.filter(({ untilAt }) => untilAt > since);
