import type { Terms } from '../../libs/domain/agreement/terms.js';
import type { Instant } from '../../libs/domain/calendar/instant.js';
import type { Fact } from '../../libs/domain/scoring/ledger.js';
import { alwaysRings } from '../../libs/domain/scoring/ring-set.js';
import type { Standing } from '../../libs/domain/scoring/standing.js';
import { isSameStanding } from '../../libs/domain/scoring/standing-at.js';
import type { DueLead } from '../../libs/persistence/facts/claim-leads.js';
import type { LedgerOfLead, OwedRing } from '../../libs/persistence/facts/save-ledger.js';

/** What was found when a due lead was scored. */
export interface Finding {
  at: Instant;
  /** The team in force. */
  teamVersion: number;
  /** Facts since the relay last looked. */
  facts: Fact[];
  /** The newest fact's number. */
  seq: number;
  standing: Standing;
  /** The first instant after `since`, up to now, at which the standing changed by itself; null: it did not. */
  changedAfter(since: Instant): Instant | null;
}

/** What a ring must bring about: the life has heard facts up to `owedSeq`, in a turn not before `owedAt` (null: in any that knows them). */
export type Owed = Pick<OwedRing, 'owedSeq' | 'owedAt'>;

type Life = NonNullable<DueLead['life']>;

/**
 * What the life must hear that its last turn did not know; null when there is nothing. A fact moves a lead only through its standing,
 * apart from the few that must be heard each time. Whatever can't be compared with what the life knew is news: a ring too many costs little.
 */
export function newsOf(lead: DueLead, finding: Finding, terms: Terms): Owed | null {
  const { ledger, life, mergedInto } = lead;
  const { at, seq, teamVersion } = finding;
  if (life === null || mergedInto !== null)
    return ledger === null || ledger.owedSeq === null ? { owedSeq: seq, owedAt: null } : null;
  if (lead.wake) return { owedSeq: seq, owedAt: at };
  const knowsTeam = life.teamVersion === teamVersion;
  // Also of one that has just taken another version: its turn read every fact by that version.
  if (life.heardSeq >= seq && knowsTeam) return changeSinceItsTurn(life, finding);
  if (ledger !== null && ledger.agreementVersion !== life.agreementVersion) return { owedSeq: seq, owedAt: at };
  if (ledger !== null && isComparable(ledger, life) && !hasChanged(ledger, finding, terms)) return null;
  return { owedSeq: seq, owedAt: knowsTeam ? changedBy(ledger, at) : at };
}

/** A life that knows all there is to know, whoever told it, can only have missed what time has changed since. */
function changeSinceItsTurn(life: Life, { seq, changedAfter }: Finding): Owed | null {
  const changed = changedAfter(life.turn);
  return changed !== null ? { owedSeq: seq, owedAt: changed } : null;
}

/** The standing at the last look is the one that the life knows: it has heard nothing beyond that look, and scores from the same baseline. */
function isComparable(ledger: LedgerOfLead, { heardSeq, baseline }: Life): boolean {
  return heardSeq <= ledger.ledger.seq && ledger.baselineAt === (baseline?.at ?? null);
}

function hasChanged(ledger: LedgerOfLead, { at, facts, standing }: Finding, terms: Terms): boolean {
  if (changedBy(ledger, at) !== null || !isSameStanding(ledger.standing, standing)) return true;
  return facts.some((fact) => fact.kind === 'touch' || alwaysRings(fact, terms));
}

/** When time alone changed the standing since the last look: also if a fact has changed it back since. */
function changedBy(ledger: LedgerOfLead | null, at: Instant): Instant | null {
  const changed = ledger?.changesAt ?? null;
  return changed !== null && changed <= at ? changed : null;
}
