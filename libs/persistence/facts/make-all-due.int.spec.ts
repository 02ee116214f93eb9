import type { DataSource } from 'typeorm';
import { testDatabase } from '../../../test/support/stack.js';
import { createDataSource } from '../data-source.js';
import { makeAllDue } from './make-all-due.js';

let source: DataSource;
beforeAll(async () => {
  source = await createDataSource((await testDatabase('all-due')).url).initialize();
});
afterAll(() => source.destroy());

it('makes every open lead due, page by page, and has those rung that wait for a rep', async () => {
  await source.query('insert into lead (lead_id) select gen_random_uuid() from generate_series(1, 10_001)');
  await source.query(
    `insert into life (lead_id, turn, state, stage, heard_seq, agreement_version, team_version, ended)
     select lead_id, 1, '{}', 'nurturing', 0, 1, 1, row_number() over () = 1 from lead`,
  );
  await source.query(
    `insert into waiting_lead (lead_id, reps, since_at) select lead_id, '{ana}', now() from life where not ended order by lead_id desc limit 1`,
  );
  await source.transaction((manager) => makeAllDue(manager));
  const counted = await source.query(
    `select count(*)::int as due, count(*) filter (where bulk)::int as bulk, count(*) filter (where wake)::int as wake,
       bool_and(wake = (waiting_lead.lead_id is not null)) as right, count(*) filter (where ended)::int as ended
     from due_lead join life using (lead_id) left join waiting_lead using (lead_id)`,
  );
  expect(counted).toEqual([{ due: 10_000, bulk: 10_000, wake: 1, right: true, ended: 0 }]);
});
