import type { EntityManager } from 'typeorm';
import { grouped } from '../../domain/audit/grouped.js';
import type { StoredLead } from '../../domain/audit/stored-lead.js';
import type { Dossier } from '../../domain/lifecycle/dossier.js';
import type { Answer } from '../../domain/lifecycle/turn.js';
import type { Fact } from '../../domain/scoring/ledger.js';
import { loadClocks, loadEffects, loadEvents, loadLifeRows, loadSeats, loadTurns } from './life-rows.js';

/** Lives whole, with all that they were decided from. As many queries as there are tables, however many the leads: meant for pages of some dozens. */
export async function loadLives(manager: EntityManager, leadIds: string[]): Promise<StoredLead[]> {
  if (leadIds.length === 0) return [];
  const lives = byLead(await loadLifeRows(manager, leadIds));
  const turns = byLead(await loadTurns(manager, leadIds));
  const events = byLead(await loadEvents(manager, leadIds));
  const clocks = byLead(await loadClocks(manager, leadIds));
  const seats = byLead(await loadSeats(manager, leadIds));
  const effects = byLead(await loadEffects(manager, leadIds));
  const dossiers = byLead(await loadDossiers(manager, leadIds));
  const answers = byLead(await loadAnswers(manager, leadIds));
  const facts = byLead(await loadFacts(manager, leadIds));
  return leadIds.map((leadId) => ({
    leadId,
    facts: facts(leadId),
    turns: turns(leadId),
    events: events(leadId),
    clocks: clocks(leadId),
    seats: seats(leadId),
    effects: effects(leadId),
    dossiers: dossiers(leadId),
    answers: new Map(answers(leadId).map(({ answer }) => [answer.commandId, answer])),
    life: lives(leadId)[0] ?? null,
  }));
}

function byLead<T extends { leadId: string }>(rows: T[]): (leadId: string) => Omit<T, 'leadId'>[] {
  const found = grouped(rows, ({ leadId }) => leadId);
  return (leadId) => (found.get(leadId) ?? []).map(({ leadId: _of, ...row }) => row);
}

const loadDossiers = (manager: EntityManager, leadIds: string[]) =>
  manager.query<{ leadId: string; turn: number; handOff: number; abandonedBy: number | null; body: Dossier }[]>(
    `select lead_id as "leadId", turn, hand_off as "handOff", abandoned_by as "abandonedBy", body from dossier where lead_id = any($1::uuid[])`,
    [leadIds],
  );

const loadAnswers = (manager: EntityManager, leadIds: string[]) =>
  manager.query<{ leadId: string; answer: Answer }[]>(
    `select lead_id as "leadId", answer from command where lead_id = any($1::uuid[]) and answer is not null`,
    [leadIds],
  );

type FactRow = Omit<Fact, 'occurredAt' | 'receivedAt'> & { leadId: string; occurredAt: Date; receivedAt: Date };

// The facts of a lead that was joined to another are there, behind the other's own, under numbers that are higher by as many.
async function loadFacts(manager: EntityManager, leadIds: string[]): Promise<(Fact & { leadId: string })[]> {
  const rows = await manager.query<FactRow[]>(
    `with recursive home as (
       select lead_id as of_lead, lead_id, 0 as behind, null::integer as facts, merged_into, joined_after, joined_facts
       from lead where lead_id = any($1::uuid[])
       union all
       select of_lead, lead.lead_id, behind + home.joined_after, coalesce(facts, home.joined_facts), lead.merged_into, lead.joined_after, lead.joined_facts
       from home join lead on lead.lead_id = home.merged_into
     )
     select of_lead as "leadId", id, seq - behind as seq, kind, occurred_at as "occurredAt", received_at as "receivedAt", data
     from home join fact on fact.lead_id = home.lead_id and seq > behind and (facts is null or seq <= behind + facts)
     where home.merged_into is null order by of_lead, seq`,
    [leadIds],
  );
  return rows.map(({ occurredAt, receivedAt, ...fact }) => ({
    ...fact,
    occurredAt: occurredAt.getTime(),
    receivedAt: receivedAt.getTime(),
  }));
}
