import type { EntityManager } from 'typeorm';
import type { Terms } from '../../domain/agreement/terms.js';
import type { Instant } from '../../domain/calendar/instant.js';
import { outagesSince } from '../../domain/lifecycle/credit.js';
import { maybeHeld } from '../../domain/lifecycle/held.js';
import type { LeadInput } from '../../domain/lifecycle/inputs.js';
import type { LeadState } from '../../domain/lifecycle/lead.js';
import { salesWanted } from '../../domain/lifecycle/sales-evidence.js';
import { unheardOf, worldOf } from '../../domain/lifecycle/world-of.js';
import type { World } from '../../domain/lifecycle/world.js';
import { emptyLedger, type Fact, type Ledger } from '../../domain/scoring/ledger.js';
import { record } from '../../domain/scoring/record.js';
import { loadTeam } from '../agreements/load-terms.js';
import { atOnce } from '../at-once.js';
import { foldFacts } from '../facts/fold-facts.js';
import { loadOutages } from '../outages/load-outages.js';
import { factOf, type FactRow } from './fact-row.js';
import type { LifeRows } from './load-life.js';
import { loadLoads } from './load-loads.js';
import { sendsFor, termsGiven } from './load-versions.js';
import { releasedEffects } from './released-effects.js';
import { salesFacts } from './sales-facts.js';

/** What this turn needs beside what every turn does. */
interface Needs {
  now: Instant;
  /** What reps and pools hold: read, and locked until the transaction ends. Null: not read. */
  loads: 'read' | 'lock' | null;
  inputs: LeadInput[];
}

const notLooked: Pick<World, 'loads' | 'paces'> = { loads: {}, paces: {} };

/** Loads whole what `decide` sees beside state and terms. Facts that the relay has not brought into the ledger yet are added here, so no turn is blind to them. */
export async function loadWorld(
  manager: EntityManager,
  rows: LifeRows,
  state: LeadState,
  terms: Terms,
  { now, loads: reading, inputs }: Needs,
): Promise<World> {
  const { leadId } = state;
  const { lastSeq: seq, teamVersion, mergedInto } = rows;
  const team = await loadTeam(manager, teamVersion);
  const isOurs = rows.ledger?.agreementVersion === state.agreementVersion;
  const stored =
    isOurs && rows.ledger ? rows.ledger.ledger : await foldFacts(manager, leadId, terms, emptyLedger(), state.heardSeq);
  const given = await termsGiven(manager, state);
  const [fresh, sales, loads, sent, released] = await atOnce([
    factsAfter(manager, leadId, Math.min(stored.seq, state.heardSeq), seq),
    salesFacts(manager, salesWanted(state, terms, given), leadId, seq),
    reading === null ? Promise.resolve(notLooked) : loadLoads(manager, team, now, reading === 'lock'),
    sendsFor(manager, leadId, [terms], now),
    releasedEffects(manager, leadId, maybeHeld(state, inputs)),
  ]);
  const awaySince = outagesSince(state, inputs, unheardOf(fresh, state, terms).touches, now);
  const outages = awaySince === null ? [] : await loadOutages(manager, awaySince);
  const ledger = withFacts(stored, fresh, terms);
  const merged = mergedInto === null ? {} : { merged: { intoLeadId: mergedInto, ledgerSeq: ledger.seq } };
  const seen = { now, ...loads, sent, released, outages, ...merged };
  return worldOf({ state, terms, given, team, teamVersion, seq, who: rows, ledger, news: fresh, sales, seen });
}

// Not beyond what the turn will say it has heard: a fact that is stored meanwhile is the next turn's.
async function factsAfter(manager: EntityManager, leadId: string, seq: number, upTo: number): Promise<Fact[]> {
  if (upTo <= seq) return [];
  const rows = await manager.query<FactRow[]>(
    'select id, seq, kind, occurred_at, received_at, data from fact where lead_id = $1 and seq > $2 and seq <= $3 order by seq',
    [leadId, seq, upTo],
  );
  return rows.map(factOf);
}

function withFacts(ledger: Ledger, facts: Fact[], terms: Terms): Ledger {
  return facts.filter(({ seq }) => seq > ledger.seq).reduce((sum, fact) => record(sum, fact, terms), ledger);
}
