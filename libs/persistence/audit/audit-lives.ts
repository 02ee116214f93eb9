import type { DataSource } from 'typeorm';
import { auditLead, type LeadAudit, type TurnVerdict } from '../../domain/audit/audit-lead.js';
import type { StoredLead, VersionsThen } from '../../domain/audit/stored-lead.js';
import { digestOf } from '../digest-of.js';
import { codeOfError } from '../is-weather.js';
import { patiently } from '../patiently.js';
import { loadLives } from './load-lives.js';
import { versionsThen } from './versions-then.js';

/** Lives a page: what a process holds at once. */
export const livesAPage = 50;

/** Audits these leads on one snapshot, so that a turn which is taken meanwhile is there whole or not at all. Others' work goes on between two lives. */
export async function auditLives(source: DataSource, leadIds: string[]): Promise<LeadAudit[]> {
  const { lives, versions } = await patiently(
    source,
    async (manager) => {
      const read = await loadLives(manager, leadIds);
      return { lives: read, versions: await versionsThen(manager, read) };
    },
    'REPEATABLE READ',
  );
  const audits: LeadAudit[] = [];
  for (const life of lives) {
    audits.push(auditOrTell(life, versions));
    await new Promise((resolve) => setImmediate(resolve));
  }
  return audits;
}

/** A life that can't be followed is told of: no other waits behind it. What it holds may be anything, so only the error's class is said. */
function auditOrTell(life: StoredLead, versions: VersionsThen): LeadAudit {
  try {
    return auditLead(life, versions, digestOf);
  } catch (error) {
    const sentence = `This life can't be audited: ${codeOfError(error)}.`;
    const difference = { turn: null, kind: 'turn', field: '', expected: null, stored: null, sentence } as const;
    return { leadId: life.leadId, turns: notReproduced(life), differences: [difference] };
  }
}

const notReproduced = ({ turns, events }: StoredLead): TurnVerdict[] =>
  turns.flatMap(({ turn, takenAt, abandonedBy }) => {
    if (abandonedBy !== null) return [];
    const agreementVersion = events.find((event) => event.turn === turn)?.agreementVersion ?? 0;
    return [{ turn, takenAt, agreementVersion, verdict: 'differs' }];
  });

/** The next lives in order of their leads' ids, after one of them or from the first. `since`: those that have moved since that turn. */
export async function nextLives(source: DataSource, after: string | null, limit: number, since = 0): Promise<string[]> {
  const rows = await source.query<{ lead_id: string }[]>(
    'select lead_id from life where lead_id > $1 and turn >= $3 order by lead_id limit $2',
    [after ?? beforeAll, limit, since],
  );
  return rows.map(({ lead_id }) => lead_id);
}

/** Leads that had turns, and have no life any more: the first of them. Their turns say what it was. */
export async function lostLives(source: DataSource): Promise<string[]> {
  const query = `select lead_id from lead where not exists (select from life where life.lead_id = lead.lead_id)
    and exists (select from turn where turn.lead_id = lead.lead_id and abandoned_by is null) order by lead_id limit $1`;
  const rows = await patiently(source, (manager) => manager.query<{ lead_id: string }[]>(query, [livesAPage]));
  return rows.map(({ lead_id }) => lead_id);
}

const beforeAll = '00000000-0000-0000-0000-000000000000';
