import { setTimeout as pause } from 'node:timers/promises';
import { NotDone, type ApiClient } from './api-client.js';
import type { Terminal } from './import-file.js';
import type { ReconcileAsked } from './read-arguments.js';
import { isDone, runLines, type Run } from './reconcile-lines.js';

const everyMs = 250;
const patienceMs = 30_000;

/** Rebuilds or re-projects all leads, or says what that would do. Answers whether what was asked is done. Throws when Baton refuses. */
export async function reconcileLeads(asked: ReconcileAsked, api: ApiClient, { say, bar }: Terminal): Promise<boolean> {
  const { verb, dryRun } = asked;
  const { reconciliationId } = (await api.post(`/v1/health/leads/${verb}`, { dryRun })) as { reconciliationId: string };
  for (const askedAt = Date.now(); ; await pause(everyMs)) {
    const run = await progress(reconciliationId, api);
    if (run === null && Date.now() - askedAt > patienceMs) {
      bar.end();
      say(`It has not begun in ${patienceMs / 1000} s: do the workers run? It begins when they do (${reconciliationId}).`);
      return false;
    }
    if (run === null) continue;
    show(run, bar);
    if (run.status === 'running') continue;
    bar.end();
    runLines(run).forEach(say);
    return isDone(run);
  }
}

function show({ leads, looked, found, repaired, kind, dryRun }: Run, bar: Terminal['bar']): void {
  if (looked < leads || kind !== 'rebuild' || dryRun)
    bar.show('looking', looked / Math.max(1, leads), `${looked} of ${leads} leads`);
  else bar.show('opening', repaired.orphans / Math.max(1, found.orphans), `${repaired.orphans} of ${found.orphans} leads`);
}

// It is on record once its workflow has begun; until then nobody knows it.
async function progress(reconciliationId: string, api: ApiClient): Promise<Run | null> {
  try {
    return (await api.get(`/v1/health/leads/runs/${reconciliationId}`)) as Run;
  } catch (error) {
    if (error instanceof NotDone && error.status === 404) return null;
    throw error;
  }
}
