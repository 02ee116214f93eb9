import { join } from 'node:path';
import { anyPort } from '../../libs/embedded/free-port.js';
import { pidRecords } from '../../libs/embedded/pid-records.js';
import { startPostgres, type Postgres } from '../../libs/embedded/postgres.js';
import { createDataSource, migrate } from '../../libs/persistence/data-source.js';
import { eventually } from '../support/eventually.js';
import { LeadOverHttp } from '../support/lead-over-http.js';
import { startBaton, type Baton } from '../support/start-baton.js';
import { testStack } from '../support/test-stack.js';
import { tradeAgreement, tradeTeam } from '../support/trade.js';

let baton: Baton;
let postgres: Postgres;
let startAgain: () => Promise<Postgres>;

beforeAll(async () => {
  const folder = join(testStack().folder, 'postgres-away');
  const port = await anyPort();
  const plan = { folder: join(folder, 'postgres'), port, records: pidRecords(join(folder, 'pids')), say: () => undefined };
  startAgain = () => startPostgres(plan);
  postgres = await startAgain();
  const source = await createDataSource(postgres.url, { poolSize: 3 }).initialize();
  await migrate(source);
  await source.destroy();
  baton = await startBaton({ name: 'postgres-away', agreement: tradeAgreement, team: tradeTeam, databaseUrl: postgres.url });
}, 90_000);
afterAll(async () => {
  await baton.stop();
  await postgres.stop();
});

describe('a Postgres that goes away in mid-life', () => {
  it('costs time and nothing else: nobody is stuck, and what Temporal heard meanwhile is decided when it is back', async () => {
    const sleeping = await LeadOverHttp.handedOff(baton);
    const { repId } = await sleeping.until(({ handOff }) => Boolean(handOff?.noticedAt), 'the notice');
    const asked = await LeadOverHttp.handedOff(baton);

    await postgres.stop();
    expect((await baton.call('GET', '/readyz')).status).toBe(503);
    expect((await baton.call('GET', `/v1/leads/${sleeping.leadId}`)).status).toBe(503);
    const accepting = sleeping.askPatiently({ kind: 'accept', repId });
    postgres = await startAgain();

    expect((await accepting).body).toMatchObject({ applied: true, lead: { stage: 'sales_accepted' } });
    const fresh = await eventually(() => LeadOverHttp.handedOff(baton), { timeoutMs: 90_000 });
    for (const lead of [sleeping, asked, fresh]) {
      expect((await lead.read()).stuck).toBeNull();
      expect((await lead.events()).filter(({ kind }) => kind === 'HandOffOpened')).toHaveLength(1);
    }
  }, 180_000);
});
