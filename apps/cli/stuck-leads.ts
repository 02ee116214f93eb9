import { setTimeout as pause } from 'node:timers/promises';
import { NotDone, type ApiClient } from './api-client.js';
import type { Terminal } from './import-file.js';
import type { StuckAsked } from './read-arguments.js';
import { planLines, stuckLines, type Plan, type Stuck } from './stuck-lines.js';

const everyMs = 250;
const patienceMs = 30_000;

interface Retry {
  status: 'running' | 'done' | 'stopped';
  matched: number;
  retried: number;
}

/** Tells which leads are stuck and why; retries those that fit, or says which those are. Answers whether what was asked is done. Throws when Baton refuses. */
export async function stuckLeads(asked: StuckAsked, api: ApiClient, terminal: Terminal): Promise<boolean> {
  const { reason, olderThan, retry, dryRun } = asked;
  const tell = (lines: string[]): void => lines.forEach((line) => terminal.say(line));
  if (!retry && !dryRun) {
    const query = new URLSearchParams({ limit: '1', ...(reason === undefined ? {} : { reason }) });
    tell(stuckLines((await api.get(`/v1/stuck?${query}`)) as Stuck, reason));
    return true;
  }
  const plan = (await api.post('/v1/stuck/retry', { reason, olderThan, dryRun })) as Plan;
  tell(planLines(plan));
  return plan.retryId === null || followed(plan.retryId, api, terminal);
}

async function followed(retryId: string, api: ApiClient, { say, bar }: Terminal): Promise<boolean> {
  for (const askedAt = Date.now(); ; await pause(everyMs)) {
    const retry = await progress(retryId, api);
    if (retry === null && Date.now() - askedAt > patienceMs) {
      bar.end();
      say(
        `It has not begun in ${patienceMs / 1000} s: do the workers run? It begins when they do; GET /v1/stuck/retries/${retryId} tells.`,
      );
      return false;
    }
    if (retry !== null && retry.status !== 'running') {
      bar.end();
      say(
        `${retry.retried} of ${retry.matched} were sent retry${retry.status === 'done' ? '' : '; then it stopped: do it again'}.`,
      );
      say('A lead whose step fails again is stuck again: npm run baton -- stuck');
      return retry.status === 'done';
    }
    bar.show('retrying', (retry?.retried ?? 0) / Math.max(1, retry?.matched ?? 1), `${retry?.retried ?? 0} leads`);
  }
}

// It is on record once its workflow has begun; until then nobody knows it.
async function progress(retryId: string, api: ApiClient): Promise<Retry | null> {
  try {
    return (await api.get(`/v1/stuck/retries/${retryId}`)) as Retry;
  } catch (error) {
    if (error instanceof NotDone && error.status === 404) return null;
    throw error;
  }
}
