import type { Instant } from '../../libs/domain/calendar/instant.js';
import { alwaysRings } from '../../libs/domain/scoring/ring-set.js';
import type { Fact } from '../../libs/domain/scoring/ledger.js';
import type { Standing } from '../../libs/domain/scoring/standing.js';
import { isSameStanding } from '../../libs/domain/scoring/standing-at.js';
import type { Terms } from '../../libs/domain/agreement/terms.js';
import type { DueLead } from '../../libs/persistence/facts/claim-leads.js';
import type { OwedRing } from '../../libs/persistence/facts/save-ledger.js';

/** What was found when a due lead was scored. */
export interface Finding {
  at: Instant;
  /** Facts since the relay last looked. */
  facts: Fact[];
  /** The newest fact's number. */
  seq: number;
  standing: Standing;
}

/** `ringNow`: send it as soon as this is committed. */
export type RingPlan = OwedRing & { ringNow: boolean };

const firstWaitMs = 5_000;
const longestWaitMs = 10 * 60_000;
/** A life that has not heard so many rings is away, not busy: news don't make it ring faster. */
const patience = 3;

/** Whether a lead must be woken: for news it is rung at once, for a ring not heard yet again and again, ever more slowly. */
export function planRing(lead: DueLead, finding: Finding, terms: Terms): RingPlan {
  const pending = pendingRing(lead);
  if (!listens(lead)) return nothingOwed;
  if (!pending) return hasNews(lead, finding, terms) ? ring(owedNow(lead, finding), 1, finding.at) : nothingOwed;
  const isTime = pending.ringAt === null || pending.ringAt <= finding.at;
  if (hasNews(lead, finding, terms)) {
    const owed = owedNow(lead, finding);
    return isTime || pending.rings < patience
      ? ring(owed, pending.rings + 1, finding.at)
      : { ...pending, ...owed, ringNow: false };
  }
  return isTime ? ring(pending, pending.rings + 1, finding.at) : { ...pending, ringNow: false };
}

const nothingOwed: RingPlan = { owedSeq: null, owedAt: null, ringAt: null, rings: 0, ringNow: false };

function ring({ owedSeq, owedAt }: Pick<OwedRing, 'owedSeq' | 'owedAt'>, rings: number, at: Instant): RingPlan {
  const wait = Math.min(firstWaitMs * 2 ** (rings - 1), longestWaitMs);
  return { owedSeq, owedAt, rings, ringAt: at + wait, ringNow: true };
}

/** A customer's life, or an erased one, has nothing more to hear; lost and disqualified leads may be reopened. */
export function listens({ life, mergedInto }: DueLead): boolean {
  if (mergedInto !== null) return life !== null && !life.ended;
  return !life?.ended || life.stage === 'lost' || life.stage === 'disqualified';
}

/** The ring owed so far, unless the life has heard it. */
function pendingRing({ ledger, life, mergedInto }: DueLead): OwedRing | null {
  if (!ledger || ledger.owedSeq === null) return null;
  const isHeard = life !== null && life.heardSeq >= ledger.owedSeq && life.turn >= (ledger.owedAt ?? 0);
  return isHeard && mergedInto === null ? null : ledger;
}

/** A fact can change a lead's place only through its standing; some facts must be heard each time. The first look opens the life. */
function hasNews({ ledger, life, mergedInto }: DueLead, { at, facts, standing }: Finding, terms: Terms): boolean {
  if (!ledger) return true;
  if (life === null || mergedInto !== null) return ledger.owedSeq === null;
  if (!isSameStanding(ledger.standing, standing)) return true;
  if (ledger.changesAt !== null && ledger.changesAt <= at) return true;
  return facts.some((fact) => fact.kind === 'touch' || alwaysRings(fact, terms));
}

/** News by time are heard in a turn not before that time; news by facts in a turn that knows them. */
function owedNow({ ledger }: DueLead, { at, facts, seq }: Finding): Pick<OwedRing, 'owedSeq' | 'owedAt'> {
  const changed = ledger?.changesAt ?? null;
  if (changed !== null && changed <= at) return { owedSeq: seq, owedAt: changed };
  return { owedSeq: seq, owedAt: facts.length > 0 ? null : at };
}
