import { setTimeout as pause } from 'node:timers/promises';
import { NotDone, type ApiClient } from './api-client.js';
import { auditLines, type AuditRun } from './audit-lines.js';
import type { Terminal } from './import-file.js';
import type { AuditAsked } from './read-arguments.js';

const everyMs = 250;
const patienceMs = 30_000;

/** Lets Baton decide its stored turns again, and tells what differs. Answers whether nothing does. Throws when Baton refuses. */
export async function auditLives({ leadId }: AuditAsked, api: ApiClient, { say, bar }: Terminal): Promise<boolean> {
  const { auditRunId } = (await api.post('/v1/audit/runs', { leadId })) as { auditRunId: string };
  for (const askedAt = Date.now(); ; await pause(everyMs)) {
    const run = await progress(auditRunId, api);
    if (run === null && Date.now() - askedAt > patienceMs) {
      bar.end();
      say(`It has not begun in ${patienceMs / 1000} s: do the workers run? It begins when they do (${auditRunId}).`);
      return false;
    }
    if (run === null) continue;
    bar.show('auditing', run.audited / Math.max(1, run.lives), `${run.audited} of ${run.lives} lives, ${run.turns} turns`);
    if (run.status === 'running') continue;
    bar.end();
    auditLines(run).forEach((line) => say(line));
    return run.status === 'done' && run.differences === 0;
  }
}

// It is on record once its workflow has begun; until then nobody knows it.
async function progress(auditRunId: string, api: ApiClient): Promise<AuditRun | null> {
  try {
    return (await api.get(`/v1/audit/runs/${auditRunId}`)) as AuditRun;
  } catch (error) {
    if (error instanceof NotDone && error.status === 404) return null;
    throw error;
  }
}
