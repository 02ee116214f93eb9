import type { EntityManager } from 'typeorm';

/** Leads that reps hold, that wait for one of them or were offered to them, or that lie in a queue since one of them held them last. $n: the reps' ids. */
export const leadsOf = (reps: string): string =>
  `select lead_id from life where rep_id = any(${reps})
   union select lead_id from waiting_lead where reps && ${reps}
   union select lead_id from offer where rep_id = any(${reps})
   union select seat.lead_id from seat join life on life.lead_id = seat.lead_id
     where seat.rep_id = any(${reps}) and seat.abandoned_by is null and life.rep_id is null and life.queue is not null
       and not exists (select from seat as later where later.lead_id = seat.lead_id and later.abandoned_by is null and later.turn > seat.turn)`;

/** Whether a lead is one of these reps'; null: nobody knows it. */
export async function seesLead(manager: EntityManager, leadId: string, reps: string[]): Promise<boolean | null> {
  const [row] = await manager.query<{ sees: boolean }[]>(
    `select exists (select from (${leadsOf('$2')}) as theirs where theirs.lead_id = $1) as sees from lead where lead_id = $1`,
    [leadId, reps],
  );
  return row?.sees ?? null;
}
