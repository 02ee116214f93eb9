import type { Terms } from '../../libs/domain/agreement/terms.js';
import type { Instant } from '../../libs/domain/calendar/instant.js';
import type { DueLead } from '../../libs/persistence/facts/claim-leads.js';
import type { OwedRing } from '../../libs/persistence/facts/save-ledger.js';
import { newsOf, type Finding, type Owed } from './news-of.js';

/** `ringNow`: send it as soon as this is committed. */
export type RingPlan = OwedRing & { ringNow: boolean };

const firstWaitMs = 5_000;
const longestWaitMs = 10 * 60_000;

/**
 * Whether a lead must be woken. One ring is in flight at a time: news that come meanwhile are owed with it, and rung when the life has
 * heard (its turn makes the lead due). A ring that is not heard goes out again and again, ever more slowly.
 */
export function planRing(lead: DueLead, finding: Finding, terms: Terms): RingPlan {
  if (!listens(lead)) return nothingOwed;
  const { at } = finding;
  const pending = pendingRing(lead);
  const owed = together(pending, newsOf(lead, finding, terms));
  if (owed === null) return nothingOwed;
  if (pending === null || !isInFlight(lead, pending)) return ring(owed, 1, at);
  const isTime = pending.ringAt === null || pending.ringAt <= at;
  return isTime ? ring(owed, pending.rings + 1, at) : { ...pending, ...owed, ringNow: false };
}

const nothingOwed: RingPlan = { owedSeq: null, owedAt: null, ringAt: null, rings: 0, rungSeq: null, ringNow: false };

function ring({ owedSeq, owedAt }: Owed, rings: number, at: Instant): RingPlan {
  const wait = Math.min(firstWaitMs * 2 ** (rings - 1), longestWaitMs);
  return { owedSeq, owedAt, rings, rungSeq: owedSeq, ringAt: at + wait, ringNow: true };
}

/** A customer's life, or an erased one, has nothing more to hear; lost and disqualified leads may be reopened. A lead that was joined is rung until its life has ended. */
export function listens({ life, mergedInto }: DueLead): boolean {
  if (!life?.ended) return true;
  return mergedInto === null && (life.stage === 'lost' || life.stage === 'disqualified');
}

/** The ring owed so far, unless the life has heard it. */
function pendingRing({ ledger, life, mergedInto }: DueLead): OwedRing | null {
  if (!ledger || ledger.owedSeq === null) return null;
  return hasHeard(life, ledger.owedSeq, ledger.owedAt) && mergedInto === null ? null : ledger;
}

function isInFlight({ life, mergedInto }: DueLead, { rungSeq, owedAt }: OwedRing): boolean {
  return mergedInto !== null || !hasHeard(life, rungSeq, owedAt);
}

function hasHeard(life: DueLead['life'], seq: number | null, notBefore: Instant | null): boolean {
  return life !== null && life.heardSeq >= (seq ?? 0) && life.turn >= (notBefore ?? 0);
}

/** The later of each: to hear the one must not be taken for having heard the other. */
function together(one: Owed | null, other: Owed | null): Owed | null {
  if (one === null || other === null) return one ?? other;
  return {
    owedSeq: Math.max(one.owedSeq ?? 0, other.owedSeq ?? 0),
    owedAt: one.owedAt === null || other.owedAt === null ? (one.owedAt ?? other.owedAt) : Math.max(one.owedAt, other.owedAt),
  };
}
