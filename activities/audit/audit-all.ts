import { CancelledFailure, Context } from '@temporalio/activity';
import { noAuditProgress, type AuditProgress, type AuditRequest } from '../../libs/messages/audit.js';
import { auditLives, livesAPage, lostLives, nextLives } from '../../libs/persistence/audit/audit-lives.js';
import { noteAudits, withAudits } from '../../libs/persistence/audit/audit-runs.js';
import { byCode, type AuditParts } from './audit-parts.js';

/** Where an attempt goes on that another has left off. */
interface Place {
  after: string | null;
  progress: AuditProgress;
}

/**
 * Audits all lives, or the one, page by page, noting in Postgres how far it has come and what it found. An attempt that dies is gone on with where it
 * was: the place is in the heartbeat. Each lead that differs is logged by its id and the kinds of rows.
 */
export const auditAll =
  (parts: AuditParts) =>
  ({ auditRunId, leadId }: AuditRequest): Promise<AuditProgress> =>
    byCode(async () => {
      const { source } = parts;
      const context = Context.current();
      let place: Place = (context.info.heartbeatDetails as Place | undefined) ?? { after: null, progress: noAuditProgress };
      for (;;) {
        if (context.cancellationSignal.aborted) throw new CancelledFailure('The worker ends; another goes on');
        const ids = leadId === null ? await nextLives(source, place.after, livesAPage) : [leadId];
        place = await auditPage(parts, auditRunId, ids, place);
        if (leadId !== null) return place.progress;
        if (ids.length < livesAPage) return (await auditPage(parts, auditRunId, await lostLives(source), place)).progress;
        context.heartbeat(place);
      }
    });

async function auditPage({ source, log }: AuditParts, auditRunId: string, ids: string[], place: Place): Promise<Place> {
  const audits = await auditLives(source, ids);
  for (const { leadId, differences } of audits)
    if (differences.length > 0)
      log.error(
        { leadId, code: 'audit.differs', kinds: differences.map(({ kind }) => kind) },
        'What is stored is not what was decided',
      );
  const progress = withAudits(place.progress, audits);
  await noteAudits(source, auditRunId, audits, progress);
  return { after: ids.at(-1) ?? null, progress };
}
