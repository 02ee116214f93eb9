import type { EntityManager } from 'typeorm';
import type { ClockRule, Terms } from '../../domain/agreement/terms.js';
import type { Instant } from '../../domain/calendar/instant.js';
import type { LeadState } from '../../domain/lifecycle/lead.js';
import { laneOf } from '../../domain/lifecycle/clocks.js';
import type { World } from '../../domain/lifecycle/world.js';
import { isEvidence } from '../../domain/scoring/is-evidence.js';
import { emptyLedger, type Fact, type Ledger } from '../../domain/scoring/ledger.js';
import { record } from '../../domain/scoring/record.js';
import { loadTeam } from '../agreements/load-terms.js';
import { atOnce } from '../at-once.js';
import { loadOutages } from '../outages/load-outages.js';
import { loadContact } from './load-contact.js';
import type { LifeRows } from './load-life.js';
import { loadLoads } from './load-loads.js';
import { releasedEffects } from './released-effects.js';

interface FactRow {
  id: string;
  seq: number;
  kind: string;
  occurred_at: Date;
  received_at: Date;
  data: Record<string, unknown>;
}

/** What this turn needs beside what every turn does. */
interface Needs {
  now: Instant;
  lockLoads: boolean;
  /** Effects that an incident may have released. */
  maybeHeld: string[];
  /** Outages since then matter; null: none does. */
  awaySince: Instant | null;
}

/** Loads whole what `decide` sees beside state and terms. Facts that the relay has not brought into the ledger yet are added here, so no turn is blind to them. */
export async function loadWorld(
  manager: EntityManager,
  rows: LifeRows,
  state: LeadState,
  terms: Terms,
  { now, lockLoads, maybeHeld, awaySince }: Needs,
): Promise<World> {
  const team = await loadTeam(manager, rows.teamVersion);
  const stored =
    rows.ledger !== null && rows.ledger.agreementVersion === state.agreementVersion ? rows.ledger.ledger : emptyLedger();
  const [fresh, sales, loads, contact, released, outages] = await atOnce([
    factsAfter(manager, state.leadId, Math.min(stored.seq, state.heardSeq), rows.lastSeq),
    salesEvidence(manager, state, terms),
    loadLoads(manager, team, now, lockLoads),
    loadContact(manager, state.leadId, rows, terms, now),
    releasedEffects(manager, state.leadId, maybeHeld),
    awaySince === null ? Promise.resolve([]) : loadOutages(manager, awaySince),
  ]);
  return {
    agreementVersion: state.agreementVersion,
    teamVersion: rows.teamVersion,
    team,
    evidence: { profile: rows.profile, consent: rows.consent, ledger: withFacts(stored, fresh, terms) },
    seq: rows.lastSeq,
    touches: fresh
      .filter(({ kind, seq }) => kind === 'touch' && seq > state.heardSeq)
      .map(touchOf)
      .sort((a, b) => a.occurredAt - b.occurredAt),
    salesEvidence: sales,
    ...loads,
    contact,
    released,
    outages,
    mergedIntoLeadId: rows.mergedInto,
  };
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

// Evidence for clocks and seller stages counts from the opening of the hand-off, so that a call made before the rep's notice still counts. Once it is
// over, only that of promises which were broken in it.
async function salesEvidence(manager: EntityManager, state: LeadState, terms: Terms): Promise<Record<string, Instant[]>> {
  const { leadId, handOff, broken = [] } = state;
  const openedAt = handOff?.openedAt ?? Math.min(...broken.map(({ startedAt }) => startedAt));
  const signals = [...new Set([...(handOff === null ? [] : signalsOf(handOff, terms)), ...broken.flatMap(signalOf)])].flatMap(
    (id) => (terms.signals[id] === undefined ? [] : [{ id, rule: terms.signals[id] }]),
  );
  const kinds = [...new Set(signals.flatMap(({ rule }) => rule.matchers.map(({ kind }) => kind)))];
  if (kinds.length === 0) return {};
  const rows = await manager.query<FactRow[]>(
    `select id, seq, kind, occurred_at, received_at, data from fact
     where lead_id = $1 and occurred_at >= $2 and kind = any($3) order by occurred_at`,
    [leadId, new Date(openedAt), kinds],
  );
  const facts = rows.map(factOf);
  return Object.fromEntries(
    signals.map(({ id, rule }) => [id, facts.filter((fact) => isEvidence(rule, fact)).map(({ occurredAt }) => occurredAt)]),
  );
}

function signalsOf(handOff: NonNullable<LeadState['handOff']>, terms: Terms): string[] {
  return [...laneOf(handOff, terms).clocks.flatMap(signalOf), ...Object.values(terms.sellerStage).flat()];
}

const signalOf = ({ until }: Pick<ClockRule, 'until'>): string[] => (typeof until === 'string' ? [] : [until.signal]);

function factOf({ id, seq, kind, occurred_at, received_at, data }: FactRow): Fact {
  return { id, seq, kind, occurredAt: occurred_at.getTime(), receivedAt: received_at.getTime(), data };
}

function touchOf({ seq, occurredAt, data }: Fact): World['touches'][number] {
  const repId = typeof data['repId'] === 'string' ? data['repId'] : null;
  return { seq, occurredAt, channel: String(data['channel'] ?? 'other'), repId };
}
