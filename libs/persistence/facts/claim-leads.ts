import type { EntityManager } from 'typeorm';
import type { Instant } from '../../domain/calendar/instant.js';
import type { Stage } from '../../domain/lifecycle/moves.js';
import type { Baseline, Consent, Profile } from '../../domain/scoring/evidence.js';
import type { Fact, Ledger } from '../../domain/scoring/ledger.js';
import { claimDue } from './claim-due.js';
import type { LedgerOfLead } from './save-ledger.js';

/** A lead the relay holds: nobody else scores it, and no fact is appended to it, until the transaction ends. */
export interface DueLead {
  leadId: string;
  profile: Profile;
  consent: Consent;
  mergedInto: string | null;
  /** Null before the relay has looked at it. */
  ledger: LedgerOfLead | null;
  /** The same facts by the version that its life has taken since; only when that is another than its ledger's. */
  rebuilt?: Ledger;
  /** Null before its first turn. */
  life: {
    agreementVersion: number;
    /** Of the team that its last turn saw. */
    teamVersion: number;
    baseline: Baseline | null;
    heardSeq: number;
    turn: number;
    stage: Stage;
    ended: boolean;
  } | null;
  /** It came in bulk: what time brings it may wait in the bulk lane. */
  bulk: boolean;
  /** Ring it whatever its standing. */
  wake: boolean;
}

export interface Claim {
  /** Postgres's clock, so that relays on any machine agree on what is due. 0 when nothing is. */
  at: Instant;
  leads: DueLead[];
}

/** Claims due leads and loads what the relay must know of them. */
export async function claimLeads(manager: EntityManager, atMost: number): Promise<Claim> {
  const rows = await claimDue(manager, atMost);
  if (rows.length === 0) return { at: 0, leads: [] };
  const loaded = await loadLeads(
    manager,
    rows.map(({ leadId }) => leadId),
  );
  const byId = new Map(loaded.map((lead) => [lead.leadId, lead]));
  const leads = rows.flatMap(({ leadId, bulk, unheard, wake }) => {
    const lead = byId.get(leadId);
    return lead ? [{ ...lead, bulk: bulk || unheard, wake }] : [];
  });
  return { at: Math.max(...rows.map(({ at }) => at.getTime())), leads };
}

/** In a statement of its own, so that it sees what was committed up to the claim. */
async function loadLeads(manager: EntityManager, leadIds: string[]): Promise<Omit<DueLead, 'bulk' | 'wake'>[]> {
  return manager.query(
    `select lead.lead_id as "leadId", lead.profile, lead.consent, lead.merged_into as "mergedInto",
       case when ledger.lead_id is not null then jsonb_build_object(
         'leadId', ledger.lead_id, 'agreementVersion', ledger.agreement_version, 'ledger', ledger.ledger, 'standing', ledger.standing,
         'assessment', ledger.assessment, 'baselineAt', ${ms('ledger.baseline_at')}, 'changesAt', ${ms('ledger.changes_at')},
         'owedSeq', ledger.owed_seq, 'owedAt', ${ms('ledger.owed_at')}, 'ringAt', ${ms('ledger.ring_at')}, 'rings', ledger.rings,
         'rungSeq', ledger.rung_seq) end as ledger,
       case when life.lead_id is not null then jsonb_build_object(
         'agreementVersion', life.agreement_version, 'teamVersion', life.team_version, 'baseline', life.state->'baseline', 'heardSeq', life.heard_seq, 'turn', life.turn,
         'stage', life.stage, 'ended', life.ended) end as life
     from lead left join ledger using (lead_id) left join life using (lead_id)
     where lead.lead_id = any($1::uuid[])`,
    [leadIds],
  );
}

/** An instant, as it was before Postgres made a timestamp of it. */
function ms(column: string): string {
  return `round(extract(epoch from ${column}) * 1000)::bigint`;
}

/** Facts of leads beyond what their ledgers hold, by lead, in order of their numbers. */
export async function factsBeyond(
  manager: EntityManager,
  leads: { leadId: string; afterSeq: number }[],
): Promise<Map<string, Fact[]>> {
  const rows = await manager.query<
    (Omit<Fact, 'occurredAt' | 'receivedAt'> & { leadId: string; occurredAt: Date; receivedAt: Date })[]
  >(
    `select fact.lead_id as "leadId", id, seq, kind, occurred_at as "occurredAt", received_at as "receivedAt", data
     from unnest($1::uuid[], $2::integer[]) as known(lead_id, seq_known) join fact on fact.lead_id = known.lead_id and seq > seq_known
     order by fact.lead_id, seq`,
    [leads.map(({ leadId }) => leadId), leads.map(({ afterSeq }) => afterSeq)],
  );
  const byLead = new Map<string, Fact[]>(leads.map(({ leadId }) => [leadId, []]));
  for (const { leadId, occurredAt, receivedAt, ...fact } of rows)
    byLead.get(leadId)?.push({ ...fact, occurredAt: occurredAt.getTime(), receivedAt: receivedAt.getTime() });
  return byLead;
}
