import type { EntityManager } from 'typeorm';
import type { Instant } from '../../domain/calendar/instant.js';
import type { Stage } from '../../domain/lifecycle/moves.js';
import type { Baseline, Consent, Profile } from '../../domain/scoring/evidence.js';
import type { Fact } from '../../domain/scoring/ledger.js';
import type { LedgerOfLead } from './save-ledger.js';

/** A lead the relay holds: nobody else scores it, and no fact is appended to it, until the transaction ends. */
export interface DueLead {
  leadId: string;
  profile: Profile;
  consent: Consent;
  mergedInto: string | null;
  /** Null before the relay has looked at it. */
  ledger: LedgerOfLead | null;
  /** Null before its first turn. */
  life: {
    agreementVersion: number;
    baseline: Baseline | null;
    heardSeq: number;
    turn: number;
    stage: Stage;
    ended: boolean;
  } | null;
}

export interface Claim {
  /** Postgres's clock, so that relays on any machine agree on what is due. */
  at: Instant;
  leads: DueLead[];
}

/** Claims due leads, the longest due first. Leads that someone else holds are left to them: nothing waits, so nothing deadlocks. */
export async function claimLeads(manager: EntityManager, atMost: number): Promise<Claim> {
  const rows = await manager.query<{ leadId: string; at: Date }[]>(
    `select due.lead_id as "leadId", clock_timestamp() as at from due_lead due join lead on lead.lead_id = due.lead_id
     where due.due_at <= now() order by due.due_at limit $1
     for update of due skip locked for no key update of lead skip locked`,
    [atMost],
  );
  const at = Math.max(0, ...rows.map((row) => row.at.getTime()));
  return {
    at,
    leads:
      rows.length === 0
        ? []
        : await loadLeads(
            manager,
            rows.map(({ leadId }) => leadId),
          ),
  };
}

/** In a statement of its own, so that it sees what was committed up to the claim. */
async function loadLeads(manager: EntityManager, leadIds: string[]): Promise<DueLead[]> {
  return manager.query<DueLead[]>(
    `select lead.lead_id as "leadId", lead.profile, lead.consent, lead.merged_into as "mergedInto",
       case when ledger.lead_id is not null then jsonb_build_object(
         'leadId', ledger.lead_id, 'agreementVersion', ledger.agreement_version, 'ledger', ledger.ledger, 'standing', ledger.standing,
         'assessment', ledger.assessment, 'baselineAt', ${ms('ledger.baseline_at')}, 'changesAt', ${ms('ledger.changes_at')},
         'owedSeq', ledger.owed_seq, 'owedAt', ${ms('ledger.owed_at')}, 'ringAt', ${ms('ledger.ring_at')}, 'rings', ledger.rings) end as ledger,
       case when life.lead_id is not null then jsonb_build_object(
         'agreementVersion', life.agreement_version, 'baseline', life.state->'baseline', 'heardSeq', life.heard_seq, 'turn', life.turn,
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
