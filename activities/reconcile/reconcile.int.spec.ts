import { randomUUID } from 'node:crypto';
import pino from 'pino';
import type { DataSource } from 'typeorm';
import type { Counts, ReconcileKind } from '../../libs/messages/reconcile.js';
import { lastWatch, reconciliationById, type Reconciliation } from '../../libs/persistence/readers/reconciliations.js';
import { leadWorkflowId, leadLifecycleType, leadTaskQueue } from '../../libs/messages/lead-lifecycle.js';
import { relayLeads } from '../../apps/relay/relay-leads.js';
import { createLeadCensus, type LeadCensus } from '../../libs/temporal/lead-census.js';
import { eventually } from '../../test/support/eventually.js';
import { hotLead, capturedLead } from '../../test/support/branch.js';
import { startLeadWorker, type LeadWorker } from '../../test/support/lead-worker.js';
import { testTemporal } from '../../test/support/stack.js';
import { tradeDatabase } from '../../test/support/trade-database.js';
import { takeTurn } from '../take-turn.js';
import { createReconcileActivities } from './create-reconcile-activities.js';
import { scriptTurns } from '../../test/support/scripted-turns.js';
import { createLeadClient, type LeadClient } from '../../libs/temporal/lead-client.js';

const log = pino({ level: 'silent' });
let source: DataSource;
let worker: LeadWorker;
let client: LeadClient;
let census: LeadCensus;
beforeAll(async () => {
  source = await tradeDatabase('reconcile');
  const temporal = await testTemporal('reconcile');
  client = createLeadClient(temporal);
  census = createLeadCensus(temporal);
  const turns = { ...scriptTurns(), takeTurn: takeTurn({ source, log }) };
  const reconciling = createReconcileActivities({ source, leads: client, census, log });
  worker = await startLeadWorker(temporal, { ...turns, ...reconciling });
}, 60_000);
afterAll(async () => {
  await worker.stop();
  await Promise.all([census.close(), client.close()]);
  await source.destroy();
});

async function run(kind: ReconcileKind = 'watch', dryRun = false): Promise<Reconciliation> {
  const reconciliationId = randomUUID();
  await client.startReconcile({ reconciliationId, kind, by: 'olga', dryRun });
  return eventually(
    async () => {
      const one = await reconciliationById(source.manager, reconciliationId);
      if (one?.status !== 'done') throw new Error(`It is ${one?.status}`);
      return one;
    },
    { timeoutMs: 30_000 },
  );
}

async function relay(): Promise<void> {
  while ((await relayLeads(source, client, 100)).leads > 0);
}

/** An open lead whose workflow runs. */
async function livingLead(): Promise<string> {
  const { leadId } = await hotLead(source);
  await client.ring(leadId, 2);
  await lives(leadId);
  await eventually(async () => expect((await rowOf(leadId)).state.handOff?.noticedAt).toBeTruthy());
  await relay();
  return leadId;
}
const lives = (leadId: string): Promise<void> =>
  eventually(async () => expect((await census.running(null, null)).includes(leadId)).toBe(true), { timeoutMs: 15_000 });
const terminate = (leadId: string): Promise<unknown> => worker.client.workflow.getHandle(leadWorkflowId(leadId)).terminate();
interface Row {
  turn: number;
  state: { repId: string; handOff: { noticedAt: number | null } | null };
}
const rowOf = async (leadId: string): Promise<Row> =>
  (await source.query<Row[]>('select turn, state from life where lead_id = $1', [leadId]))[0]!;
const turnOf = async (leadId: string): Promise<number> =>
  (await source.query<{ turn: number }[]>('select turn from life where lead_id = $1', [leadId]))[0]!.turn;
const nothing: Counts = { orphans: 0, unheard: 0, late: 0, strangers: 0, ahead: 0 };

it('finds nothing where all is well: a lead just captured, one that runs, one that has ended', async () => {
  await capturedLead(source);
  await livingLead();
  const quiet = await run();
  expect(quiet).toMatchObject({ by: 'olga', elsewhere: false, leads: 2, looked: 2, found: nothing, repaired: nothing });
  expect(await lastWatch(source.manager)).toMatchObject({ reconciliationId: quiet.reconciliationId });
}, 60_000);

it('finds an open lead without a workflow, and has it rung: it opens from its row', async () => {
  const leadId = await livingLead();
  const before = await turnOf(leadId);
  await terminate(leadId);
  expect((await run('watch', true)).found).toEqual({ ...nothing, orphans: 1 });
  const watch = await run();
  expect(watch).toMatchObject({ found: { orphans: 1 }, repaired: { orphans: 1 }, examples: [{ leadId, code: 'orphan.rung' }] });
  await relay();
  await lives(leadId);
  await eventually(async () => expect(await turnOf(leadId)).toBeGreaterThan(before));
  expect((await run()).found).toEqual(nothing);
}, 60_000);

it('finds a lead whose ring is lost', async () => {
  const leadId = await livingLead();
  await source.query('delete from due_lead where lead_id = $1', [leadId]);
  await source.query('update ledger set owed_seq = seq, rings = 3 where lead_id = $1', [leadId]);
  expect(await run()).toMatchObject({ found: { unheard: 1 }, repaired: { unheard: 1 } });
  const before = await turnOf(leadId);
  await relay();
  await eventually(async () => expect(await turnOf(leadId)).toBeGreaterThan(before));
  await relay();
  expect((await run()).found).toEqual(nothing);
}, 60_000);

it('calls a lead late when it was overdue at two looks in a row and has not moved between them', async () => {
  const leadId = await livingLead();
  await source.query(`update life set wake_at = now() - interval '6 minutes' where lead_id = $1`, [leadId]);
  expect((await run()).found).toEqual(nothing);
  expect(await run()).toMatchObject({ found: { late: 1 }, repaired: { late: 1 } });
  await relay();
  await eventually(async () => expect((await run()).found).toEqual(nothing));
  expect(await source.query('select 1 from late_lead')).toEqual([]);
}, 60_000);

it('tells of a workflow that Postgres does not know and leaves it alone; one whose lead has ended is rung', async () => {
  const stranger = randomUUID();
  const input = { leadId: stranger, carried: null };
  const [workflowId, taskQueue] = [leadWorkflowId(stranger), leadTaskQueue];
  await worker.client.workflow.start(leadLifecycleType, { workflowId, taskQueue, args: [input] });
  const ended = await livingLead();
  await source.query(`update life set ended = true, updated_at = now() - interval '6 minutes' where lead_id = $1`, [ended]);
  await lives(stranger);
  const watch = await run();
  expect(watch).toMatchObject({ found: { strangers: 2 }, repaired: { strangers: 1 } });
  expect(watch.examples).toContainEqual({ leadId: stranger, code: 'stranger.unknown' });
  expect((await census.look(stranger))?.isRunning).toBe(true);
  await census.terminate(stranger, 'the test is over');
  await eventually(async () => expect((await run()).found).toEqual(nothing), { timeoutMs: 20_000 });
}, 60_000);

it('mends nothing where leads do not live; a rebuild moves them here', async () => {
  const leadId = await livingLead();
  await terminate(leadId);
  await source.query(`update temporal_home set namespace_id = 'lost'`);
  expect(await run()).toMatchObject({ elsewhere: true, found: { orphans: 1 }, repaired: { orphans: 0 } });
  expect(await run('rebuild', true)).toMatchObject({ elsewhere: true, found: { orphans: 1 }, repaired: { orphans: 0 } });
  const relaying = setInterval(() => void relay(), 200);
  const rebuilt = await run('rebuild').finally(() => clearInterval(relaying));
  expect(rebuilt).toMatchObject({ elsewhere: false, found: { orphans: 1 }, repaired: { orphans: 1 } });
  await lives(leadId);
  expect((await run()).found).toEqual(nothing);
}, 60_000);

describe('a lead that is ahead of a restored Postgres', () => {
  it('waits, stuck for all to see, until it is told to go on from what Postgres holds', async () => {
    const leadId = await livingLead();
    const row = await rowOf(leadId);
    const { repId } = row.state;
    const command = { id: randomUUID(), kind: 'accept' as const, repId };
    await source.query(`insert into command (id, lead_id, kind, body, body_hash) values ($1, $2, 'accept', '{}', '')`, [
      command.id,
      leadId,
    ]);
    expect(await client.command(leadId, command, 10_000)).toMatchObject({ applied: true });
    await restore(leadId, row, command.id);

    await client.ring(leadId, 9);
    await eventually(async () => expect((await census.look(leadId))?.stuck).toBe('turn.ahead'), { timeoutMs: 15_000 });
    await eventually(async () => expect((await run()).found.ahead).toBe(1), { timeoutMs: 15_000 });
    const dry = await run('reproject', true);
    expect(dry).toMatchObject({
      found: { ahead: 1 },
      repaired: { ahead: 0 },
      lost: { commands: 1, commandIds: [{ leadId, commandId: command.id, kind: 'accept' }], leads: 0 },
    });

    expect(await run('reproject')).toMatchObject({ examples: [{ leadId, code: 'ahead.reprojected' }], repaired: { ahead: 1 } });
    await eventually(async () => expect((await census.look(leadId))?.stuck).toBeNull(), { timeoutMs: 15_000 });
    const again = await client.command(leadId, { ...command, id: randomUUID() }, 10_000);
    expect(again).toMatchObject({ applied: true, lead: { stage: 'sales_accepted' } });
    expect((await run('reproject', true)).found).toEqual(nothing);
  }, 60_000);

  it('is rung by nobody when its workflow has ended there: it waits for the same word', async () => {
    const leadId = await livingLead();
    const row = await rowOf(leadId);
    const command = { id: randomUUID(), kind: 'accept' as const, repId: row.state.repId };
    expect(await client.command(leadId, command, 10_000)).toMatchObject({ applied: true });
    await terminate(leadId);
    await restore(leadId, row, command.id);
    expect(await run()).toMatchObject({ found: { ...nothing, ahead: 1 }, repaired: nothing });

    expect(await run('reproject')).toMatchObject({ lost: { commands: 1 }, repaired: { ahead: 1 } });
    await relay();
    await lives(leadId);
    expect((await run()).found).toEqual(nothing);
  }, 60_000);
});

/** As a backup from before the last command has it. */
async function restore(leadId: string, row: { turn: number; state: object }, commandId: string): Promise<void> {
  await source.query('update life set turn = $2, state = $3, stage = $4, updated_at = now() where lead_id = $1', [
    leadId,
    row.turn,
    JSON.stringify(row.state),
    'marketing_qualified',
  ]);
  for (const table of ['event', 'turn', 'clock', 'effect'])
    await source.query(`delete from ${table} where lead_id = $1 and turn > $2`, [leadId, row.turn]);
  await source.query('delete from command where id = $1', [commandId]);
}
