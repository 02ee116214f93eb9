import { randomUUID } from 'node:crypto';
import { startLeadWorker } from '../../test/support/lead-worker.js';
import { scriptTurns } from '../../test/support/scripted-turns.js';
import { testTemporal } from '../../test/support/stack.js';
import { connectLazily } from './connect.js';
import { createLeadClient } from './lead-client.js';
import { NoAnswer } from './no-answer.js';
import { prepareNamespace } from './register-attributes.js';

const accept = () => ({ id: randomUUID(), kind: 'accept', repId: 'ana' }) as const;

describe('a command', () => {
  it('has no answer while no worker is there, and gets it when the same id is sent again', async () => {
    const temporal = await testTemporal('client');
    const leads = createLeadClient(temporal);
    const [leadId, command] = [randomUUID(), accept()];
    await expect(leads.command(leadId, command, 500)).rejects.toThrow(NoAnswer);

    const turns = scriptTurns();
    const worker = await startLeadWorker(temporal, turns);
    expect(await leads.command(leadId, command, 10_000)).toMatchObject({ commandId: command.id, applied: true });
    expect(turns.heard(leadId).filter(({ kind }) => kind === 'command')).toHaveLength(1);
    await worker.stop();
    await leads.close();
  }, 60_000);
});

describe('with Temporal away', () => {
  const leads = createLeadClient({ address: '127.0.0.1:1', namespace: 'default' });
  afterAll(() => leads.close());

  it('a command, a ring and a ping have no answer, in time', async () => {
    await expect(leads.command(randomUUID(), accept(), 300)).rejects.toThrow(NoAnswer);
    await expect(leads.ping(300)).rejects.toThrow(NoAnswer);
    await expect(leads.ring(randomUUID(), 1)).rejects.toMatchObject({ name: 'NoAnswer' });
  }, 15_000);
});

it('a namespace is prepared as often as anybody likes, and keeps ended runs for 90 days', async () => {
  const { address, namespace } = await testTemporal('prepared');
  const connection = connectLazily(address);
  await Promise.all([prepareNamespace(connection, namespace), prepareNamespace(connection, namespace)]);
  const { config } = await connection.workflowService.describeNamespace({ namespace });
  expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(90 * 24 * 3600);
  await connection.close();
}, 30_000);

it('a ping is answered', async () => {
  const leads = createLeadClient(await testTemporal('ping'));
  await expect(leads.ping(5_000)).resolves.toBeUndefined();
  await leads.close();
}, 30_000);
