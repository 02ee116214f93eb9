import { randomUUID } from 'node:crypto';
import { Context } from '@temporalio/activity';
import {
  noCounts,
  noProgress,
  reconcileFault,
  reconcileWorkflowId,
  type ReconcileEnd,
  type ReconcileProgress,
} from '../libs/messages/reconcile.js';
import { NoAnswer } from '../libs/temporal/no-answer.js';
import { startLeadWorker, type LeadWorker } from '../test/support/lead-worker.js';
import { scriptTurns } from '../test/support/scripted-turns.js';
import { testTemporal, type TestTemporal } from '../test/support/stack.js';
import { codedAs } from './coded-as.js';
import type { ReconcileActivities } from './reconcile/create-reconcile-activities.js';

let temporal: TestTemporal;
let worker: LeadWorker;
/** How the first attempt at a walk ends, after some heartbeats one close upon the other. */
let firstEnds: () => Promise<unknown>;
let begun: () => void;
const activities: Partial<ReconcileActivities> = {
  beginReconcile: async () => ({ elsewhere: false, leads: 1 }),
  reprojectLeads: () => codedAs(reconcileFault)(walk),
  endReconcile: async () => undefined,
};

async function walk(): Promise<ReconcileProgress> {
  const { info, heartbeat } = Context.current();
  if (info.attempt > 1) return { ...noProgress, found: { ...noCounts, ahead: Number(info.heartbeatDetails) } };
  for (const lead of [1, 2, 3]) heartbeat(lead);
  begun();
  await firstEnds();
  return noProgress;
}

const startWorker = () => startLeadWorker(temporal, { ...scriptTurns(), ...activities });
beforeAll(async () => {
  temporal = await testTemporal('coded-as');
  worker = await startWorker();
}, 60_000);
afterAll(() => worker.stop());

/** Begins a walk; resolves when its first attempt has told of all its leads. */
async function start(ends: typeof firstEnds): Promise<() => Promise<ReconcileEnd>> {
  firstEnds = ends;
  const reconciliationId = randomUUID();
  const hasBegun = new Promise<void>((resolve) => (begun = resolve));
  await worker.leads.startReconcile({ reconciliationId, kind: 'reproject', by: 'olga', dryRun: true });
  await hasBegun;
  return () => worker.client.workflow.getHandle<() => Promise<ReconcileEnd>>(reconcileWorkflowId(reconciliationId)).result();
}

describe('a walk goes on from its last heartbeat', () => {
  it('when the weather was bad', async () => {
    const end = await start(() => Promise.reject(new NoAnswer('grpc.UNAVAILABLE')));
    expect(await end()).toMatchObject({ found: { ahead: 3 } });
  });

  it('in another worker when its own ends', async () => {
    const end = await start(() => Context.current().sleep('5m'));
    await worker.stop(); // it grants its activities some seconds
    worker = await startWorker();
    expect(await end()).toMatchObject({ found: { ahead: 3 } });
  }, 60_000);
});
