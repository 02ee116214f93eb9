import type { Instant } from '../calendar/instant.js';
import { hasEnded } from '../lifecycle/moves.js';
import { changesAt } from '../scoring/changes-at.js';
import { evidenceFor } from '../scoring/evidence-for.js';
import type { Evidence } from '../scoring/evidence.js';
import type { Fact } from '../scoring/ledger.js';
import { fitOf } from '../scoring/points-at.js';
import { withFact } from '../scoring/profile-of.js';
import { quietUntil } from '../scoring/quiet-until.js';
import { recordEvidence } from '../scoring/record.js';
import { renewedFields } from '../scoring/renewed-fields.js';
import { isSameStanding, standingAt } from '../scoring/standing-at.js';
import type { House, HouseLead } from './house.js';

const sayWho = new Set(['captured', 'profile_updated', 'consent']);

/**
 * One fact reaches a lead, by the relay's own rule: it rings if the standing just after it differs from just before, and always if clocks, waits,
 * seller stages or a held cadence hang on it. What changed by time alone until now has been seen to by the agenda. True: ring.
 */
export function hearFact(house: House, lead: HouseLead, fact: Fact): boolean {
  const { terms, now } = house;
  lead.seq = fact.seq;
  const isWho = sayWho.has(fact.kind);
  if (isWho) {
    lead.who = withFact(lead.who, fact);
    lead.fit = null;
  }
  const found = evidenceFor(fact, terms);
  const isTouch = fact.kind === 'touch';
  if (found.length === 0 && !isWho && !isTouch && lead.state !== null) return false;
  // A word on a field that a held cadence may wait for.
  const isRenewed = isWho && renewedFields(fact, terms).length > 0;
  lead.ledger = recordEvidence(lead.ledger, fact, found);
  const hangsOnIt = found.some(({ id }) => terms.ringSet.includes(id));
  if (hangsOnIt) lead.sales.push(fact);
  if (isTouch || isRenewed) lead.news.push(fact);
  const changed = look(house, lead, now);
  return listens(lead, house) && (lead.state === null || isTouch || hangsOnIt || isRenewed || changed);
}

/** Reads the standing at `at`, and until when it stays. True: it is another than at the last look. */
export function look(house: House, lead: HouseLead, at: Instant): boolean {
  const { terms } = house;
  const evidence = evidenceOf(house, lead);
  lead.fit ??= fitOf(evidence, terms);
  const standing = standingAt(evidence, terms, at, lead.fit);
  const changed = lead.standing === null || !isSameStanding(lead.standing, standing);
  lead.standing = standing;
  if (changed) lead.bestBand = Math.min(lead.bestBand, house.tally.bands.indexOf(standing.band));
  lookUntil(house, lead, quietUntil(evidence, terms, at, lead.fit), at);
  return changed;
}

/** The agenda comes to an instant at which the standing may have changed. True: it has. */
export function lookAgain(house: House, lead: HouseLead, at: Instant): boolean {
  lead.lookAt = Infinity;
  if (lead.quietUntil > at) {
    if (lead.quietUntil < Infinity) putLook(house, lead, lead.quietUntil);
    return false;
  }
  return look(house, lead, at);
}

// A bound that lies in the past, or close by, is no bound: then the exact instant is searched.
function lookUntil(house: House, lead: HouseLead, bound: Instant, at: Instant): void {
  const near = bound <= at + nearMs;
  lead.quietUntil = near ? (changesAt(evidenceOf(house, lead), house.terms, at) ?? Infinity) : bound;
  if (lead.quietUntil < lead.lookAt && listens(lead, house)) putLook(house, lead, lead.quietUntil);
}

const nearMs = 60_000;

function putLook(house: House, lead: HouseLead, at: Instant): void {
  lead.lookAt = at;
  house.agenda.put(at, { leadId: lead.leadId, do: 'look' });
}

/** A customer has nothing more to hear; what is lost or disqualified may be reopened. */
export function listens({ state }: HouseLead, { terms }: House): boolean {
  if (state === null || !hasEnded(state.stage)) return true;
  return terms.reopen !== null && (state.stage === 'lost' || state.stage === 'disqualified');
}

export const evidenceOf = ({ team }: House, { who, ledger, state }: HouseLead): Evidence => ({
  profile: who.profile,
  consent: who.consent,
  ledger,
  lists: team.lists,
  baseline: state?.baseline ?? null,
});
