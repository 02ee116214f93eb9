import { proxyLocalActivities, sleep } from '@temporalio/workflow';
import type { BareActivities } from './upsert-step.js';

const { noteWake } = proxyLocalActivities<BareActivities>({ startToCloseTimeout: '2s' });

/** The floor that a lead's clock is held against: a timer, and one row that tells when it went off. */
export async function sleeper(id: string, wakeAt: number): Promise<void> {
  await sleep(Math.max(1, wakeAt - Date.now()));
  await noteWake(id, wakeAt);
}
