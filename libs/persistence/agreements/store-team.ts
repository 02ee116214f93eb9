import type { DataSource } from 'typeorm';
import type { TeamDocument } from '../../domain/agreement/team-document.js';
import { bodyHash } from '../body-hash.js';
import { makeAllDue } from '../facts/make-all-due.js';
import { inTransaction } from '../in-transaction.js';
import { nextVersion, type StoredVersion } from './next-version.js';
import { noCheck, type CheckFit } from './write-version.js';

/** Puts a team in force as the next version. Compile it first: only documents without problems are stored. `by`: the member who posts it. */
export async function storeTeam(
  source: DataSource,
  document: TeamDocument,
  by: string | null = null,
  check: CheckFit = noCheck,
): Promise<StoredVersion> {
  const name = document.team;
  const hash = bodyHash(document);
  return inTransaction(source, async (manager) => {
    // No version is signed meanwhile (see oneWriter); it comes before the team's own lock in both.
    await manager.query('lock table agreement in share mode');
    await check(manager);
    const { version, isNew } = await nextVersion(manager, hash);
    if (isNew) {
      await manager.query('insert into team (version, name, hash, document, by) values ($1, $2, $3, $4, $5)', [
        version,
        name,
        hash,
        JSON.stringify(document),
        by,
      ]);
      // Conditions cite the team's lists: a competitor that is listed today changes the standing of leads that did nothing. And a rep who is new, or back, can
      // take a lead that waits.
      await makeAllDue(manager);
    }
    return { version, name, created: isNew };
  });
}
