import type { DataSource, EntityManager } from 'typeorm';
import type { Instant } from '../../domain/calendar/instant.js';
import { inTransaction } from '../in-transaction.js';
import { checkIncoming, type CheckedFact, type GoodFact } from './check-incoming.js';
import type { DueOptions } from './due-leads.js';
import { FactRefused, type IncomingFact, type RefusedFact } from './incoming-fact.js';
import { landFacts, type FactsLead, type Landed, type Outcome } from './land-facts.js';
import type { IdentityConflict } from './place-leads.js';

export interface Appended {
  accepted: number;
  duplicates: number;
  refused: RefusedFact[];
  conflicts: IdentityConflict[];
  /** For each fact in turn: its lead, and whether this batch opened it; null if it was refused. */
  leads: (FactsLead | null)[];
}

/** Stores facts (at most 1,000) in one transaction: the good ones, all or nothing. The relay hears of their leads when it commits. */
export async function appendFacts(source: DataSource, facts: IncomingFact[], now: Instant): Promise<Appended> {
  return inTransaction(source, (manager) => appendWithin(manager, facts, now));
}

/** The same within a caller's transaction: `inTransaction`, since it may throw Raced. */
export async function appendWithin(
  manager: EntityManager,
  facts: IncomingFact[],
  now: Instant,
  due: Pick<DueOptions, 'at' | 'bulk'> = {},
): Promise<Appended> {
  return appendBy(facts, now, (good) => landFacts(manager, good, due));
}

/** The same, all or nothing: throws FactRefused. */
export async function appendAll(
  manager: EntityManager,
  facts: IncomingFact[],
  now: Instant,
  due: Pick<DueOptions, 'at'> = {},
): Promise<Appended> {
  const appended = await appendWithin(manager, facts, now, due);
  const [refused] = appended.refused;
  if (refused) throw new FactRefused(refused.problem);
  return appended;
}

/** The same by a landing of the caller's, which hears of the good ones only. `by`: the member who tells them all. */
export async function appendBy(
  facts: IncomingFact[],
  now: Instant,
  land: (good: GoodFact[]) => Promise<Landed>,
  by?: string,
): Promise<Appended> {
  const checked = facts.map((fact) => checkIncoming(fact, now, by));
  return appendedOf(checked, await land(checked.filter(isGood)));
}

const isGood = (checked: CheckedFact): checked is GoodFact => 'named' in checked;

/** What became of a batch: of the facts that were checked, the good ones `landed`. */
function appendedOf(checked: CheckedFact[], { outcomes, conflicts }: Landed): Appended {
  const landed = outcomes.values();
  const all = checked.map((one): Outcome => (isGood(one) ? (landed.next().value as Outcome) : { as: 'refused', ...one }));
  const count = (as: Outcome['as']): number => all.filter((one) => one.as === as).length;
  return {
    accepted: count('stored'),
    duplicates: count('duplicate'),
    refused: all.flatMap((one, index) => (one.as === 'refused' ? [{ index, problem: one.problem }] : [])),
    conflicts,
    leads: all.map((one) => (one.as === 'refused' ? null : one.lead)),
  };
}
