import type { EntityManager } from 'typeorm';
import { loadTeam } from '../agreements/load-terms.js';
import type { Member } from '../members/member.js';

/** The reps whose manager the member is, by the team in force: it names managers by address, their own or that of a rep. */
export async function managedReps(manager: EntityManager, { repId, email }: Member): Promise<string[]> {
  const [row] = await manager.query<{ version: number | null }[]>('select max(version) as version from team');
  if (!row?.version) return [];
  const { reps } = await loadTeam(manager, row.version);
  const own = [email, repId === null ? null : (reps[repId]?.email ?? null)].map((address) => address?.toLowerCase());
  return Object.values(reps).flatMap(({ id, managerEmail }) =>
    managerEmail !== null && own.includes(managerEmail.toLowerCase()) ? [id] : [],
  );
}
