import type { DataSource } from 'typeorm';
import { testDatabase } from '../../../test/support/stack.js';
import { createDataSource } from '../data-source.js';
import { createDueBell } from './due-bell.js';
import { makeDue } from './due-leads.js';

const anHour = 3_600_000;
let source: DataSource;
let url: string;
beforeAll(async () => {
  ({ url } = await testDatabase('bell'));
  source = await createDataSource(url).initialize();
});
afterAll(() => source.destroy());

async function lead(): Promise<string> {
  const [row] = await source.query<{ lead_id: string }[]>(
    'insert into lead (lead_id) values (gen_random_uuid()) returning lead_id',
  );
  return row!.lead_id;
}

describe('the relay’s bell', () => {
  it('wakes when a lead becomes due, also after its connection was lost', async () => {
    const bell = createDueBell(url);
    await bell.wait(anHour); // rung once when it is connected
    const leadId = await lead();
    const woken = bell.wait(anHour);
    await makeDue(source.manager, [leadId]);
    await woken;

    const lost = bell.wait(1000);
    await source.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'baton-bell'`);
    await lost;
    await bell.wait(anHour); // connected again
    const wokenAgain = bell.wait(anHour);
    await makeDue(source.manager, [leadId]);
    await wokenAgain;
    await bell.close();
  });

  it('lets go of whoever waits or pauses when it is closed', async () => {
    const bell = createDueBell(url);
    await bell.wait(anHour);
    const waiting = Promise.all([bell.wait(anHour), bell.pause(anHour)]);
    await bell.close();
    await waiting;
  });
});
