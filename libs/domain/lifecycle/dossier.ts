import type { ClockRule, Terms } from '../agreement/terms.js';
import type { Instant, Span } from '../calendar/instant.js';
import { assess } from '../scoring/assess.js';
import type { Assessment } from '../scoring/assessment.js';
import type { Consent, Profile } from '../scoring/evidence.js';
import type { BuyerStage, SellerStage } from '../scoring/standing.js';
import { evidenceOf } from './evidence-of.js';
import { isUntold } from './clock-parts.js';
import { laneOf } from './lane-of.js';
import type { Clock, HandOff, LeadState } from './lead.js';
import type { LeadEvent } from './events.js';
import type { Context } from './story.js';
import { whyRep, type WhyRep } from './why-rep.js';

/** What the dossier tells beside the lead's own state and score; looked up only when a hand-off opens. */
export interface Background {
  /** Topics of the evidence so far, most frequent first. */
  topics: { topic: string; count: number; lastAt: Instant }[];
  /** Messages sent to the lead, oldest first. */
  sent: { message: string; at: Instant }[];
  /** How earlier hand-offs of this lead ended, oldest first. */
  pastHandOffs: { handOff: number; repId: string; reason: string; at: Instant }[];
}

/** What sales gets with the lead, frozen at the hand-off. Bears the profile: stored in Postgres, never sent through Temporal. */
export interface Dossier {
  leadId: string;
  /** 1 for the first hand-off of this lead, 2 for the second. */
  handOff: number;
  openedAt: Instant;
  lane: string;
  /** Why now: the clause that handed the lead off, and the lead's standing at that instant. */
  whyNow: { clause: string; band: string; buyerStage: BuyerStage; sentence: string };
  /** Why this rep, as it was at the opening; null: nobody had it yet. */
  whyRep: WhyRep | null;
  /** The ledger: reasons whose points sum to fit + engagement. */
  score: Assessment;
  fitReasons: { rule: string; clause: string; points: number }[];
  topics: Background['topics'];
  sent: Background['sent'];
  buyerStage: BuyerStage;
  sellerStage: SellerStage | null;
  consent: Consent;
  /** The lane's promises: running ones with their deadline; one whose rep has not been told yet, or that starts later, has none. */
  clocks: { clock: string; clause: string; from: ClockRule['from']; within: Span; dueAt: Instant | null }[];
  pastHandOffs: Background['pastHandOffs'];
  profile: Profile;
}

/** `events`: those of the turn that opened the hand-off. */
export function freezeDossier(state: LeadState, events: LeadEvent[], background: Background, context: Context): Dossier | null {
  const { handOff } = state;
  if (handOff === null) return null;
  const { terms, world, now } = context;
  const score = assess(evidenceOf(state, context), terms, now);
  const assigned = events.findLast((event) => event.kind === 'LeadAssigned');
  return {
    leadId: state.leadId,
    handOff: handOff.number,
    openedAt: handOff.openedAt,
    lane: handOff.lane,
    whyNow: { clause: handOff.clause, band: score.band, buyerStage: score.buyerStage, sentence: sentence(handOff, score, terms) },
    whyRep: assigned === undefined ? null : whyRep(assigned),
    score,
    fitReasons: score.reasons.filter(({ kind }) => kind === 'fit').map(({ rule, clause, points }) => ({ rule, clause, points })),
    topics: background.topics,
    sent: background.sent,
    buyerStage: score.buyerStage,
    sellerStage: state.sellerStage,
    consent: world.evidence.consent,
    clocks: promises(handOff, state.clocks, terms),
    pastHandOffs: background.pastHandOffs,
    profile: world.evidence.profile,
  };
}

// A clock that was met on the way here (the assignment's own) is no promise any more.
function promises(handOff: HandOff, running: Clock[], terms: Terms): Dossier['clocks'] {
  const rules = laneOf(handOff, terms).clocks.filter(
    ({ id }) => !handOff.waits.includes(id) || running.some(({ clock }) => clock === id),
  );
  return rules.map(({ id, clause, from, within }) => ({
    clock: id,
    clause,
    from,
    within,
    dueAt: running.find((clock) => clock.clock === id && !isUntold(clock))?.dueAt ?? null,
  }));
}

function sentence(handOff: Pick<HandOff, 'number' | 'clause' | 'contests'>, score: Assessment, terms: Terms): string {
  const strongest = [...score.reasons].sort((a, b) => b.points - a.points)[0];
  const because = strongest === undefined ? '' : `, above all ${strongest.rule} (${Math.round(strongest.points)} points)`;
  const nth = handOff.number === 1 ? 'First hand-off' : `Hand-off number ${handOff.number}`;
  const again = handOff.contests === undefined ? '' : `, contesting the rejection of number ${handOff.contests},`;
  return `${nth}${again} by ${handOff.clause} of ${terms.name}: the lead is ${score.band}, at ${score.buyerStage}${because}.`;
}
