import { condition, defineUpdate, proxyLocalActivities, setHandler } from '@temporalio/workflow';
import type { BareActivities, BareAnswer, BareCommand } from './upsert-step.js';

const step = defineUpdate<BareAnswer, [BareCommand]>('step');
const { upsertStep } = proxyLocalActivities<BareActivities>({ startToCloseTimeout: '2s' });

/** The floor that an accepted command is held against: an Update whose local activity makes one upsert. */
export async function bare(id: string): Promise<void> {
  setHandler(step, (command) => upsertStep(id, command));
  await condition(() => false);
}

/** The floor that opening a life is held against: one upsert, then it waits. */
export async function bareLife(id: string): Promise<void> {
  await upsertStep(id, { id, kind: 'open', repId: '' });
  await condition(() => false);
}
