import type { EntityManager } from 'typeorm';

/** So long what is more urgent and on its way keeps the less urgent back. Longer than a send takes; a lead that is at fault must not keep all others. */
const ahead = `interval '30 seconds'`;

/**
 * Releases held effects of an incident, at most so many: those of the first rank that has any, the longest held first, and none before those of
 * an earlier rank have gone. Gives their leads. `isLast`: nothing is held any more.
 */
export async function releaseHeld(
  manager: EntityManager,
  incidentId: string,
  atMost: number,
): Promise<{ leadIds: string[]; isLast: boolean }> {
  const [first] = await manager.query<{ rank: number; keptBack: boolean }[]>(
    `select first.held_rank as rank, exists (
         select 1 from effect where held_by = $1 and status in ('planned', 'sending') and held_rank < first.held_rank
           and abandoned_by is null and released_at > now() - ${ahead}) as "keptBack"
     from (select held_rank from effect where held_by = $1 and status = 'held' and abandoned_by is null order by held_rank limit 1) as first`,
    [incidentId],
  );
  if (first === undefined) return { leadIds: [], isLast: true };
  if (first.keptBack) return { leadIds: [], isLast: false };
  const [released] = await manager.query<[{ lead_id: string }[], number]>(
    `with next as (
       select lead_id, key from effect where held_by = $1 and status = 'held' and held_rank = $2 and abandoned_by is null
       order by held_at limit $3 for update skip locked
     )
     update effect set status = 'planned', released_at = now() from next
     where effect.lead_id = next.lead_id and effect.key = next.key returning effect.lead_id`,
    [incidentId, first.rank, atMost],
  );
  return { leadIds: released.map(({ lead_id }) => lead_id), isLast: false };
}
