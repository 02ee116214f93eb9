import type { EntityManager } from 'typeorm';
import type { AgreementDocument } from '../../domain/agreement/document.js';
import type { Stand, Version } from '../../domain/agreement/version.js';
import { agreementInForce } from './in-force.js';

/** A version with its document. */
export interface StoredAgreement extends Version {
  document: AgreementDocument;
}

/** A version, or null. */
export async function loadVersion(manager: EntityManager, version: number): Promise<StoredAgreement | null> {
  const [found] = await manager.query<StoredAgreement[]>(`select ${versionColumns}, document from agreement where version = $1`, [
    version,
  ]);
  return found ?? null;
}

/** What versions are measured by now. */
export async function loadStand(manager: EntityManager): Promise<Stand> {
  const [row] = await manager.query<[Stand]>(
    `select ${ms('clock_timestamp()')} as at, ${agreementInForce('clock_timestamp()')} as "inForce",
       (select json_build_object('version', version, 'inForceAt', ${ms('in_force_at')}) from agreement
        where in_force_at is not null order by in_force_at desc limit 1) as latest`,
  );
  return row;
}

/** Whole milliseconds, as Instant has them. */
function ms(column: string): string {
  return `trunc(extract(epoch from ${column}) * 1000)::bigint`;
}

/** SQL: a row of `agreement` as a Version. */
export const versionColumns = `version, name, hash, base, counters,
  drafted_by as "draftedBy", ${ms('drafted_at')} as "draftedAt", proposed_by as "proposedBy", ${ms('proposed_at')} as "proposedAt",
  ${ms('effective_at')} as "effectiveAt", ${ms('in_force_at')} as "inForceAt",
  withdrawn_by as "withdrawnBy", ${ms('withdrawn_at')} as "withdrawnAt",
  (select coalesce(json_agg(json_build_object('side', side, 'by', member, 'at', ${ms('at')}) order by at), '[]')
   from signature where signature.version = agreement.version) as signatures`;
