import type { AuditEndRequest, AuditInput } from '../../libs/messages/audit.js';
import { beginAuditRun, endAuditRun } from '../../libs/persistence/audit/audit-runs.js';
import { auditAll } from './audit-all.js';
import { byCode, type AuditParts } from './audit-parts.js';

/** The activities of the audit, by the name that ops read in the UI. */
export function createAuditActivities(parts: AuditParts) {
  return {
    /** Notes who audits what; answers how many lives. Once a run, however often it is asked. */
    beginAudit: (input: AuditInput & { auditRunId: string }): Promise<number> => byCode(() => beginAuditRun(parts.source, input)),
    auditAll: auditAll(parts),
    /** Notes that this was all. Safe to repeat. */
    endAudit: ({ auditRunId }: AuditEndRequest): Promise<void> => byCode(() => endAuditRun(parts.source, auditRunId)),
  };
}

export type AuditActivities = ReturnType<typeof createAuditActivities>;
