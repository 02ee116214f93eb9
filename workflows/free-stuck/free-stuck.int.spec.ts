import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import type { RetryActivities } from '../../activities/free-stuck/create-retry-activities.js';
import {
  freeStuckFault,
  freeStuckSchedule,
  freeStuckType,
  freeStuckWorkflowId,
  type BeginRetryRequest,
  type FreeStuckEnd,
  type FreeStuckInput,
  type NoteRetryRequest,
} from '../../libs/messages/free-stuck.js';
import { leadTaskQueue } from '../../libs/messages/lead-lifecycle.js';
import { eventually } from '../../test/support/eventually.js';
import { startLeadWorker, type LeadWorker } from '../../test/support/lead-worker.js';
import { recordRun } from '../../test/support/record-story.js';
import { scriptTurns, weather } from '../../test/support/scripted-turns.js';

/** Activities over leads that a test makes stuck, `pageSize` a page. Every request is kept. */
function scriptRetries() {
  const script = { stuck: [] as string[], pageSize: 100, trouble: [] as ApplicationFailure[] };
  const heard = { begun: [] as BeginRetryRequest[], retried: [] as string[], noted: [] as NoteRetryRequest[] };
  const activities: RetryActivities = {
    beginRetry: async (request) => {
      heard.begun.push(request);
      return { untilAt: 1_795_426_261_000, matched: script.stuck.length };
    },
    findStuck: async ({ after, limit }) => {
      const from = after?.in === 'postgres' ? script.stuck.indexOf(after.leadId) + 1 : 0;
      const leadIds = script.stuck.slice(from, from + Math.min(limit, script.pageSize));
      const last = leadIds.at(-1);
      const isLast = last === undefined || from + leadIds.length >= script.stuck.length;
      return { leadIds, next: isLast ? null : { in: 'postgres', at: '2026-11-23', leadId: last } };
    },
    retryLeads: async ({ leadIds }) => {
      const trouble = script.trouble.pop();
      if (trouble) throw trouble;
      heard.retried.push(...leadIds);
    },
    noteRetry: async (request) => void heard.noted.push(request),
  };
  const plan = (count: number, pageSize: number, ...trouble: ApplicationFailure[]): void => {
    Object.assign(script, { stuck: Array.from({ length: count }, () => randomUUID()), pageSize, trouble });
    Object.assign(heard, { begun: [], retried: [], noted: [] });
  };
  return { activities, script, heard, plan };
}

const { activities, script, heard, plan } = scriptRetries();
let worker: LeadWorker;
beforeAll(async () => {
  worker = await startLeadWorker('free-stuck', { ...scriptTurns(), ...activities });
}, 60_000);
afterAll(() => worker.stop());

const all = { by: 'olga', reason: null, olderThanMs: null, most: null, carried: null };
const handleOf = (retryId: string) => worker.client.workflow.getHandle<() => Promise<FreeStuckEnd>>(freeStuckWorkflowId(retryId));

async function start(filter: Partial<FreeStuckInput> = {}): Promise<string> {
  const retryId = randomUUID();
  await worker.leads.startFreeStuck({ ...all, ...filter, retryId });
  return retryId;
}

describe('a retry of many', () => {
  it('retries every lead that fits once, notes it, and says so in its details', async () => {
    plan(25, 10);
    const retryId = await start({ reason: 'mail.refused' });
    expect(await handleOf(retryId).result()).toEqual({ retryId, matched: 25, retried: 25 });
    expect(heard.retried).toEqual(script.stuck);
    expect(heard.begun).toEqual([{ retryId, by: 'olga', filter: { reason: 'mail.refused', olderThanMs: null }, most: null }]);
    expect(heard.noted.map(({ retried, ended }) => [retried, ended])).toEqual([
      [10, false],
      [20, false],
      [25, true],
    ]);
    const { currentDetails } = await handleOf(retryId).query<{ currentDetails: string }>('__temporal_workflow_metadata');
    expect(currentDetails).toContain('**25** of 25 stuck leads were sent `retry`. Done.');
    expect(currentDetails).toContain('reason `mail.refused`');
    await recordRun(worker, { workflow: 'free-stuck', workflowId: freeStuckWorkflowId(retryId), story: 'three-pages' });
  });

  it('starts once by the same id, also when that one has ended', async () => {
    plan(3, 10);
    const retryId = await start();
    await worker.leads.startFreeStuck({ ...all, retryId });
    await handleOf(retryId).result();
    await worker.leads.startFreeStuck({ ...all, retryId });
    expect(heard.begun).toHaveLength(1);
    expect((await handleOf(retryId).describe()).status.name).toBe('COMPLETED');
  });

  it('stops at the most that was asked for', async () => {
    plan(25, 10);
    expect(await handleOf(await start({ most: 13 })).result()).toMatchObject({ matched: 25, retried: 13 });
    expect(heard.retried).toEqual(script.stuck.slice(0, 13));
    expect(heard.noted.at(-1)).toMatchObject({ retried: 13, ended: true });
  });

  it('retries nobody when nobody is stuck', async () => {
    plan(0, 10);
    expect(await handleOf(await start()).result()).toMatchObject({ matched: 0, retried: 0 });
    expect(heard.noted).toMatchObject([{ retried: 0, ended: true }]);
  });

  it('carries on in a new run when there are many, and loses and repeats nobody', async () => {
    plan(60, 2);
    const retryId = await start();
    const firstRun = (await handleOf(retryId).describe()).runId;
    expect(await handleOf(retryId).result()).toEqual({ retryId, matched: 60, retried: 60 });
    expect((await handleOf(retryId).describe()).runId).not.toBe(firstRun);
    expect(heard.retried).toEqual(script.stuck);
    expect(heard.begun).toHaveLength(1);
    await recordRun(worker, { workflow: 'free-stuck', workflowId: freeStuckWorkflowId(retryId), story: 'carried-on' });
  });

  it('waits while the weather is bad, and fails for all to see by a fault', async () => {
    plan(5, 10, weather());
    const retryId = await start();
    expect(await handleOf(retryId).result()).toMatchObject({ retried: 5 });
    await recordRun(worker, { workflow: 'free-stuck', workflowId: freeStuckWorkflowId(retryId), story: 'in-bad-weather' });

    plan(5, 10, ApplicationFailure.nonRetryable('TypeError', freeStuckFault, 'TypeError'));
    const failed = await start();
    await expect(handleOf(failed).result()).rejects.toThrow('Workflow execution failed');
    expect(heard.retried).toEqual([]);
  });

  it('may be started by hand with nothing', async () => {
    plan(4, 10);
    const workflowId = `by-hand-${randomUUID()}`;
    const handle = await worker.client.workflow.start(freeStuckType, { workflowId, taskQueue: leadTaskQueue });
    expect(await handle.result()).toMatchObject({ retryId: handle.firstExecutionRunId, retried: 4 });
    expect(heard.begun).toMatchObject([{ by: 'hand', filter: { reason: null, olderThanMs: null }, most: null }]);
  });
});

describe('the Schedule free-stuck', () => {
  const schedule = () => worker.client.schedule.getHandle(freeStuckSchedule);

  it('is there, paused, never due by itself', async () => {
    const { state, info, action } = await schedule().describe();
    expect({ paused: state.paused, next: info.nextActionTimes, type: action.workflowType }).toEqual({
      paused: true,
      next: [],
      type: freeStuckType,
    });
  });

  it('retries every stuck lead when it is triggered, as a click in the UI does', async () => {
    plan(7, 10);
    await schedule().trigger();
    await eventually(() => expect(heard.noted).toMatchObject([{ retried: 7, ended: true }]));
    expect(heard.begun).toMatchObject([{ by: 'schedule', filter: { reason: null, olderThanMs: null }, most: null }]);
    expect(heard.retried).toEqual(script.stuck);
  });
});
