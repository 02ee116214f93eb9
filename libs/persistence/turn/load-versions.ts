import type { EntityManager } from 'typeorm';
import type { Terms } from '../../domain/agreement/terms.js';
import type { Instant } from '../../domain/calendar/instant.js';
import type { LeadInput } from '../../domain/lifecycle/inputs.js';
import type { LeadState } from '../../domain/lifecycle/lead.js';
import { salesWanted, versionsGiven } from '../../domain/lifecycle/sales-evidence.js';
import type { Version, Versions } from '../../domain/lifecycle/version/version.js';
import { underVersion } from '../../domain/lifecycle/version/under-version.js';
import { allGiven } from '../../domain/lifecycle/version/versions.js';
import type { World } from '../../domain/lifecycle/world.js';
import { emptyLedger } from '../../domain/scoring/ledger.js';
import { loadTerms } from '../agreements/load-terms.js';
import { nurtureSends } from '../effects/nurture-sends.js';
import { foldFacts } from '../facts/fold-facts.js';
import type { LifeRows } from './load-life.js';
import { salesFacts } from './sales-facts.js';

/** Whether an input asks for another version: then the turn must know it from the start. */
export const asksForVersion = (inputs: LeadInput[]): boolean =>
  inputs.some(
    (input) => input.kind === 'command' && (input.command.kind === 'takeVersion' || input.command.kind === 'undoVersion'),
  );

/** Versions beside its own that a turn must know: the one in force, and the one that an undone move goes back to. */
export function versionsWanted(rows: LifeRows, { agreementVersion, moved }: LeadState, inputs: LeadInput[]): number[] {
  const wanted = [rows.agreementVersion, ...(asksForVersion(inputs) && moved !== undefined ? [moved.from] : [])];
  return [...new Set(wanted)].filter((version) => version !== agreementVersion);
}

/** These versions as the lead would live under them. Reads all its facts: only for a turn that takes one. */
export async function loadVersions(
  manager: EntityManager,
  rows: LifeRows,
  state: LeadState,
  own: World,
  wanted: number[],
): Promise<Versions> {
  const others: Version[] = [];
  for (const version of wanted) others.push(await loadVersion(manager, rows, state, own, version));
  return { inForce: rows.agreementVersion, others };
}

async function loadVersion(
  manager: EntityManager,
  rows: LifeRows,
  state: LeadState,
  own: World,
  version: number,
): Promise<Version> {
  const { leadId } = state;
  const terms = await loadTerms(manager, version);
  const before = await foldFacts(manager, leadId, terms, emptyLedger(), await baselineSeq(manager, state));
  const ledger = await foldFacts(manager, leadId, terms, before, rows.lastSeq);
  const given = await termsGiven(manager, allGiven(state));
  const sales = await salesFacts(manager, salesWanted(allGiven(state), terms, given), leadId, rows.lastSeq);
  return underVersion({ state, own, version, terms, given, before, ledger, sales });
}

// Of a baseline from before it bore a number: what was received by then.
async function baselineSeq(manager: EntityManager, { leadId, baseline }: LeadState): Promise<number> {
  if (baseline === null || baseline.seq !== undefined) return baseline?.seq ?? 0;
  const [row] = await manager.query<{ seq: number | null }[]>(
    'select max(seq) as seq from fact where lead_id = $1 and received_at <= $2',
    [leadId, new Date(baseline.at)],
  );
  return row?.seq ?? 0;
}

/** Terms of the versions whose promises run on. Compiled once a process: nothing is read for most turns. */
export async function termsGiven(manager: EntityManager, state: LeadState): Promise<Record<number, Terms>> {
  const given: Record<number, Terms> = {};
  for (const version of versionsGiven(state)) given[version] = await loadTerms(manager, version);
  return given;
}

/** Nurture mails that went within the longest stretch that any of these versions counts. */
export function sendsFor(
  manager: EntityManager,
  leadId: string,
  terms: Terms[],
  now: Instant,
): Promise<World['contact']['sent']> {
  const spans = terms.flatMap(({ contact: { cap } }) => (cap === null ? [] : [cap.perMs]));
  return spans.length === 0 ? Promise.resolve([]) : nurtureSends(manager, leadId, now - Math.max(...spans));
}
