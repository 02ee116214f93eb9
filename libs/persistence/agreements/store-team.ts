import type { DataSource, EntityManager } from 'typeorm';
import type { TeamDocument } from '../../domain/agreement/team-document.js';
import { bodyHash } from '../body-hash.js';
import { makeDue } from '../facts/due-leads.js';
import { nextVersion, type StoredVersion } from './next-version.js';

/** Puts a team in force as the next version. Compile it first: only documents without problems are stored. `by`: the member who posts it. */
export async function storeTeam(source: DataSource, document: TeamDocument, by: string | null = null): Promise<StoredVersion> {
  const name = document.team;
  const hash = bodyHash(document);
  return source.transaction(async (manager) => {
    const { version, isNew } = await nextVersion(manager, hash);
    if (isNew) {
      await manager.query('insert into team (version, name, hash, document, by) values ($1, $2, $3, $4, $5)', [
        version,
        name,
        hash,
        JSON.stringify(document),
        by,
      ]);
      await assessAgain(manager);
    }
    return { version, name, created: isNew };
  });
}

/**
 * Conditions cite the team's lists: a competitor that is listed today changes the standing of leads that did nothing. And a rep who is new,
 * or back, can take a lead that waits.
 */
async function assessAgain(manager: EntityManager): Promise<void> {
  const rows = await manager.query<{ lead_id: string }[]>('select lead_id from life where not ended');
  await makeDue(
    manager,
    rows.map((row) => row.lead_id),
    { bulk: true },
  );
  const waiting = await manager.query<{ lead_id: string }[]>('select lead_id from waiting_lead');
  await makeDue(
    manager,
    waiting.map((row) => row.lead_id),
    { bulk: true, wake: true },
  );
}
