import type { EntityManager } from 'typeorm';
import { dueChannel, upsertDue } from './due-leads.js';

/** Due rows of one statement: each must end within the time that Postgres allows, however many leads there are. */
const page = 5_000;
const beforeAll = '00000000-0000-0000-0000-000000000000';

/** The relay must look at every open lead, in bulk; whoever waits for a rep is rung in any case. The last thing that its transaction does, in order of lead id. */
export async function makeAllDue(manager: EntityManager): Promise<void> {
  for (let after: string | undefined = beforeAll; after !== undefined;) after = await makePageDue(manager, after);
}

/** Gives the last lead of the page; undefined: there was none. */
async function makePageDue(manager: EntityManager, after: string): Promise<string | undefined> {
  const [last] = await manager.query<{ leadId: string }[]>(
    `with page as (
       select lead_id, exists (select from waiting_lead where waiting_lead.lead_id = life.lead_id) as waits
       from life where not ended and lead_id > $1 order by lead_id limit ${page}
     ), due as (
       ${upsertDue('select lead_id, now(), true, waits from page order by lead_id')}
     )
     select lead_id as "leadId", pg_notify('${dueChannel}', '') from page order by lead_id desc limit 1`,
    [after],
  );
  return last?.leadId;
}
