import type { DataSource, EntityManager } from 'typeorm';
import { auditLead, type LeadAudit } from '../../domain/audit/audit-lead.js';
import { digestOf } from '../digest-of.js';
import { loadLives } from './load-lives.js';
import { versionsThen } from './versions-then.js';

/** Lives a page: what a process holds at once. */
export const livesAPage = 50;

/** Audits these leads on one snapshot, so that a turn which is taken meanwhile is there whole or not at all. Others' work goes on between two lives. */
export async function auditLives(source: DataSource, leadIds: string[]): Promise<LeadAudit[]> {
  const read = async (manager: EntityManager) => {
    // Nobody waits for it, and it waits for nobody.
    await manager.query(`set local statement_timeout = '60s'`);
    const lives = await loadLives(manager, leadIds);
    return { lives, versions: await versionsThen(manager, lives) };
  };
  const { lives, versions } = await source.transaction('REPEATABLE READ', read);
  const audits: LeadAudit[] = [];
  for (const life of lives) {
    audits.push(auditLead(life, versions, digestOf));
    await new Promise((resolve) => setImmediate(resolve));
  }
  return audits;
}

/** The next lives in order of their leads' ids, after one of them or from the first. `since`: those that have moved since that turn. */
export async function nextLives(source: DataSource, after: string | null, limit: number, since = 0): Promise<string[]> {
  const rows = await source.query<{ lead_id: string }[]>(
    'select lead_id from life where lead_id > $1 and turn >= $3 order by lead_id limit $2',
    [after ?? beforeAll, limit, since],
  );
  return rows.map(({ lead_id }) => lead_id);
}

const beforeAll = '00000000-0000-0000-0000-000000000000';
