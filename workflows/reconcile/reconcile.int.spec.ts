import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import type { ReconcileActivities } from '../../activities/reconcile/create-reconcile-activities.js';
import { leadTaskQueue } from '../../libs/messages/lead-lifecycle.js';
import {
  noProgress,
  reconcileFault,
  reconcileSchedule,
  reconcileType,
  reconcileWorkflowId,
  type EndRequest,
  type LookRequest,
  type ReconcileEnd,
  type ReconcileInput,
} from '../../libs/messages/reconcile.js';
import { startLeadWorker, type LeadWorker } from '../../test/support/lead-worker.js';
import { recordRun } from '../../test/support/record-story.js';
import { scriptTurns, weather } from '../../test/support/scripted-turns.js';

const script = { elsewhere: false, trouble: [] as ApplicationFailure[] };
const heard = { looks: [] as LookRequest[], reprojects: [] as LookRequest[], awaited: 0, ended: [] as EndRequest[] };
const orphans = { ...noProgress, found: { ...noProgress.found, orphans: 3 } };
const back = { ...orphans, repaired: { ...noProgress.repaired, orphans: 3 } };
const activities: ReconcileActivities = {
  beginReconcile: async () => ({ elsewhere: script.elsewhere, leads: 40 }),
  lookAtLeads: async (request) => {
    const trouble = script.trouble.pop();
    if (trouble) throw trouble;
    heard.looks.push(request);
    return orphans;
  },
  reprojectLeads: async (request) => {
    heard.reprojects.push(request);
    return noProgress;
  },
  awaitRebuilt: async () => {
    heard.awaited += 1;
    return back;
  },
  endReconcile: async (request) => void heard.ended.push(request),
};

let worker: LeadWorker;
beforeAll(async () => {
  worker = await startLeadWorker('reconcile-flow', { ...scriptTurns(), ...activities });
}, 60_000);
afterAll(() => worker.stop());
beforeEach(() => {
  Object.assign(script, { elsewhere: false, trouble: [] });
  Object.assign(heard, { looks: [], reprojects: [], awaited: 0, ended: [] });
});

async function run(input: Partial<ReconcileInput> = {}, story?: string): Promise<ReconcileEnd> {
  const reconciliationId = randomUUID();
  await worker.leads.startReconcile({ kind: 'watch', by: 'olga', dryRun: false, ...input, reconciliationId });
  const workflowId = reconcileWorkflowId(reconciliationId);
  const end = await worker.client.workflow.getHandle<() => Promise<ReconcileEnd>>(workflowId).result();
  if (story !== undefined) await recordRun(worker, { workflow: 'reconcile', workflowId, story });
  return end;
}

describe('reconcile', () => {
  it('looks, mends and notes what it found', async () => {
    expect(await run({}, 'watched')).toMatchObject({ found: { orphans: 3 } });
    expect(heard.looks).toMatchObject([{ kind: 'watch', mend: true }]);
    expect(heard.ended).toMatchObject([{ progress: orphans }]);
    expect(heard.awaited).toBe(0);
  });

  it('mends nothing in a dry run, nor where leads do not live', async () => {
    await run({ dryRun: true });
    script.elsewhere = true;
    await run();
    expect(heard.looks).toMatchObject([{ mend: false }, { mend: false }]);
  });

  it('waits for a rebuild to have brought everybody back', async () => {
    expect(await run({ kind: 'rebuild' }, 'rebuilt')).toMatchObject({ repaired: { orphans: 3 } });
    await run({ kind: 'rebuild', dryRun: true });
    expect([heard.looks.length, heard.awaited]).toEqual([2, 1]);
  });

  it('asks workflows what they know to re-project them', async () => {
    await run({ kind: 'reproject' }, 'reprojected');
    expect([heard.looks.length, heard.reprojects.length]).toEqual([0, 1]);
  });

  it('waits while the weather is bad, and fails for all to see by a fault', async () => {
    script.trouble = [weather()];
    await run({}, 'in-bad-weather');
    script.trouble = [ApplicationFailure.nonRetryable('TypeError', reconcileFault, 'TypeError')];
    await expect(run()).rejects.toThrow('Workflow execution failed');
  });

  it('may be started by hand with nothing, and is by the Schedule every few minutes', async () => {
    const handle = await worker.client.workflow.start(reconcileType, { workflowId: randomUUID(), taskQueue: leadTaskQueue });
    await handle.result();
    expect(heard.looks).toMatchObject([{ kind: 'watch', mend: true }]);
    const { state, info, action } = await worker.client.schedule.getHandle(reconcileSchedule).describe();
    expect([state.paused, action.workflowType]).toEqual([false, reconcileType]);
    expect(info.nextActionTimes.length).toBeGreaterThan(0);
  });
});
