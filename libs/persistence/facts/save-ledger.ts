import type { EntityManager } from 'typeorm';
import type { Instant } from '../../domain/calendar/instant.js';
import type { Assessment } from '../../domain/scoring/assessment.js';
import type { Ledger } from '../../domain/scoring/ledger.js';
import type { Standing } from '../../domain/scoring/standing.js';
import { makeDue } from './due-leads.js';

/** A lead's ledger with what the relay last read from it, and the ring that its life has not heard yet. */
export interface LedgerOfLead extends OwedRing {
  leadId: string;
  agreementVersion: number;
  ledger: Ledger;
  standing: Standing;
  assessment: Assessment;
  baselineAt: Instant | null;
  changesAt: Instant | null;
}

export interface OwedRing {
  /** The life must have heard facts up to here, in a turn not before `owedAt`; both null when nothing is owed. */
  owedSeq: number | null;
  owedAt: Instant | null;
  /** When it is rung again, unless the life has heard by then. */
  ringAt: Instant | null;
  /** How often it was rung. */
  rings: number;
  /** How far the last ring told the life to hear. */
  rungSeq: number | null;
}

/** Saves ledgers of leads that this transaction has claimed. */
export async function saveLedgers(manager: EntityManager, ledgers: LedgerOfLead[]): Promise<void> {
  const rows = ledgers.map(({ baselineAt, changesAt, owedAt, ringAt, ...rest }) => ({
    ...rest,
    seq: rest.ledger.seq,
    baselineAt: iso(baselineAt),
    changesAt: iso(changesAt),
    owedAt: iso(owedAt),
    ringAt: iso(ringAt),
  }));
  await manager.query(
    `insert into ledger (lead_id, agreement_version, seq, ledger, standing, assessment, baseline_at, changes_at, owed_seq, owed_at, ring_at, rings, rung_seq)
     select * from jsonb_to_recordset($1) as l("leadId" uuid, "agreementVersion" integer, seq integer, ledger jsonb, standing jsonb, assessment jsonb,
       "baselineAt" timestamptz, "changesAt" timestamptz, "owedSeq" integer, "owedAt" timestamptz, "ringAt" timestamptz, rings integer, "rungSeq" integer)
     on conflict (lead_id) do update set agreement_version = excluded.agreement_version, seq = excluded.seq, ledger = excluded.ledger,
       standing = excluded.standing, assessment = excluded.assessment, baseline_at = excluded.baseline_at, changes_at = excluded.changes_at,
       owed_seq = excluded.owed_seq, owed_at = excluded.owed_at, ring_at = excluded.ring_at, rings = excluded.rings,
       rung_seq = excluded.rung_seq`,
    [JSON.stringify(rows)],
  );
}

/** Rings that Temporal did not take: they don't count, and go out again `afterMs` from now. Locks the leads: a ledger is written under its lead's lock. */
export async function undoRings(manager: EntityManager, leadIds: string[], afterMs: number): Promise<void> {
  if (leadIds.length === 0) return;
  const [row] = await manager.query<{ at: Date }[]>(
    `with held as materialized (select lead_id from lead where lead_id = any($1::uuid[]) order by lead_id for no key update),
       undone as (
         update ledger set rings = greatest(rings - 1, 0), ring_at = now() + $2 * interval '1 ms'
         from held where ledger.lead_id = held.lead_id and owed_seq is not null
       )
     select now() + $2 * interval '1 ms' as at`,
    [leadIds, afterMs],
  );
  await makeDue(manager, leadIds, { at: row?.at ?? new Date() });
}

function iso(at: Instant | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
