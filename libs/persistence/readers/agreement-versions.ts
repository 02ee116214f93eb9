import type { EntityManager } from 'typeorm';
import { stateOf, type Version, type VersionState } from '../../domain/agreement/version.js';
import { loadStand, versionColumns } from '../agreements/load-version.js';

/** A version and where it stands now. */
export type VersionInList = Version & { state: VersionState };

/** The newest versions of the agreement, without their documents. */
export async function agreementVersions(manager: EntityManager, limit: number): Promise<VersionInList[]> {
  const stand = await loadStand(manager);
  const versions = await manager.query<Version[]>(`select ${versionColumns} from agreement order by version desc limit $1`, [
    limit,
  ]);
  return versions.map((version) => ({ ...version, state: stateOf(version, stand) }));
}
