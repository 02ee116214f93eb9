import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import type { MoveActivities } from '../../activities/move-leads/create-move-activities.js';
import {
  moveFault,
  moveWorkflowId,
  type MoveAct,
  type MovedPage,
  type MoveEnd,
  type MovePlace,
} from '../../libs/messages/move-leads.js';
import { startLeadWorker, type LeadWorker } from '../../test/support/lead-worker.js';
import { recordRun } from '../../test/support/record-story.js';
import { scriptTurns, weather } from '../../test/support/scripted-turns.js';

/** Activities over leads that a test makes up, `size` a page; what each was asked for is kept. */
const script = { leads: 0, size: 50, unanswered: 0, trouble: [] as ApplicationFailure[], took: [] as string[] };
const page =
  (name: string) =>
  async ({ after }: MovePlace): Promise<MovedPage> => {
    const trouble = script.trouble.pop();
    if (trouble) throw trouble;
    script.took.push(name);
    const from = after === null ? 0 : Number(after);
    const taken = Math.min(script.size, script.leads - from);
    const next = from + taken >= script.leads ? null : String(from + taken);
    return { leads: taken, next, ...(from === 0 ? { unanswered: script.unanswered } : {}) };
  };
const activities: MoveActivities = {
  beginPreview: async () => void script.took.push('begin'),
  previewLeads: page('preview'),
  previewAgain: async () => {
    script.took.push('again');
    return { leads: 0, next: null };
  },
  moveLeads: page('move'),
  undoLeads: page('undo'),
  endMove: async ({ act }) => void script.took.push(`end ${act}`),
};

let worker: LeadWorker;
beforeAll(async () => {
  worker = await startLeadWorker('move-leads', { ...scriptTurns(), ...activities });
}, 60_000);
afterAll(() => worker.stop());
beforeEach(() => void (script.unanswered = 0));

const handleOf = (moveId: string, act: MoveAct) =>
  worker.client.workflow.getHandle<() => Promise<MoveEnd>>(moveWorkflowId(moveId, act));

async function run(act: MoveAct, leads: number, size = 50, ...trouble: ApplicationFailure[]): Promise<string> {
  Object.assign(script, { leads, size, trouble, took: [] });
  const moveId = randomUUID();
  await worker.leads.startMove(moveId, act);
  return moveId;
}

describe('an act of a move', () => {
  it('previews page by page, once each', async () => {
    const moveId = await run('preview', 120);
    expect(await handleOf(moveId, 'preview').result()).toEqual({ moveId, act: 'preview', leads: 120, unanswered: 0 });
    expect(script.took).toEqual(['begin', 'preview', 'preview', 'preview', 'end preview']);
    await recordRun(worker, { workflow: 'move-leads', workflowId: moveWorkflowId(moveId, 'preview'), story: 'previewed' });
  });

  it('previews again who has changed, before it moves anybody, and waits while the weather is bad', async () => {
    const moveId = await run('move', 60, 50, weather());
    expect(await handleOf(moveId, 'move').result()).toMatchObject({ leads: 60 });
    expect(script.took).toEqual(['again', 'move', 'move', 'end move']);
    await recordRun(worker, { workflow: 'move-leads', workflowId: moveWorkflowId(moveId, 'move'), story: 'moved' });
  });

  it('carries on in a new run when there are many, and repeats nobody', async () => {
    script.unanswered = 1;
    const moveId = await run('undo', 60, 1);
    expect(await handleOf(moveId, 'undo').result()).toMatchObject({ leads: 60, unanswered: 1 });
    expect(script.took).toHaveLength(61);
    await recordRun(worker, { workflow: 'move-leads', workflowId: moveWorkflowId(moveId, 'undo'), story: 'carried-on' });
  });

  it('fails for all to see by a fault, and goes on when it is asked for again', async () => {
    const moveId = await run('move', 3, 50, ApplicationFailure.nonRetryable('TypeError', moveFault, 'TypeError'));
    await expect(handleOf(moveId, 'move').result()).rejects.toThrow('Workflow execution failed');
    await worker.leads.startMove(moveId, 'move');
    expect(await handleOf(moveId, 'move').result()).toMatchObject({ leads: 3 });
  });
});
