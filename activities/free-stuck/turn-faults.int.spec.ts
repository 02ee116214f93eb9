import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../libs/persistence/data-source.js';
import { retryById } from '../../libs/persistence/readers/retries.js';
import { eventually } from '../../test/support/eventually.js';
import { startLeadWorker, type LeadWorker } from '../../test/support/lead-worker.js';
import { fault, scriptTurns } from '../../test/support/scripted-turns.js';
import { testDatabase, testTemporal } from '../../test/support/stack.js';
import { createLeadClient, type LeadClient } from '../../libs/temporal/lead-client.js';
import { createRetryActivities } from './create-retry-activities.js';

const turns = scriptTurns();
let source: DataSource;
let client: LeadClient;
let worker: LeadWorker;
beforeAll(async () => {
  source = await createDataSource((await testDatabase('turn-faults')).url).initialize();
  const temporal = await testTemporal('turn-faults');
  client = createLeadClient(temporal);
  worker = await startLeadWorker(temporal, { ...turns, ...createRetryActivities({ source, leads: client }) });
}, 60_000);
afterAll(async () => {
  await worker.stop();
  await client.close();
  await source.destroy();
});

const faultyAre = (count: number): Promise<void> =>
  eventually(async () => expect(await client.countTurnFaults()).toBe(count), { timeoutMs: 20_000, everyMs: 100 });

it('leads whose turn failed have no row, and are found, counted and freed all the same', async () => {
  const leads = [randomUUID(), randomUUID(), randomUUID()];
  for (const leadId of leads) {
    turns.onTurn(leadId, () => {
      throw fault();
    });
    await client.ring(leadId, 1);
  }
  await faultyAre(3);
  const page = await client.listTurnFaults(null, 2);
  const rest = await client.listTurnFaults(page.next, 2);
  expect([...page.leadIds, ...rest.leadIds].sort()).toEqual([...leads].sort());

  for (const leadId of leads) turns.onTurn(leadId, () => ({}));
  const retryId = randomUUID();
  await client.startFreeStuck({ retryId, by: 'olga', reason: null, olderThanMs: null, most: null, carried: null });
  await faultyAre(0);
  await eventually(async () =>
    expect(await retryById(source.manager, retryId)).toMatchObject({ matched: 3, retried: 3, status: 'done' }),
  );
  for (const leadId of leads) expect(turns.heard(leadId)).toContainEqual(expect.objectContaining({ kind: 'ring', upTo: 1 }));
}, 60_000);
