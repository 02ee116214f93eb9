import { Client, ScheduleAlreadyRunning, ScheduleOverlapPolicy, type Connection, type ScheduleOptions } from '@temporalio/client';
import { freeStuckSchedule, freeStuckType, type FreeStuckInput } from '../messages/free-stuck.js';
import { nightlyAudit } from './start-audit.js';
import { freeStuckOptions } from './start-free-stuck.js';
import { watchSchedule } from './start-reconcile.js';

const everyStuckLead: FreeStuckInput = {
  retryId: null,
  by: 'schedule',
  reason: null,
  olderThanMs: null,
  most: null,
  carried: null,
};

// Never due by itself: it is there for the button Trigger in Temporal's UI.
const freeStuck: ScheduleOptions = {
  scheduleId: freeStuckSchedule,
  spec: {},
  state: { paused: true, note: 'Retries every stuck lead when triggered. Paused, so that it never runs by itself.' },
  policies: { overlap: ScheduleOverlapPolicy.SKIP },
  action: {
    type: 'startWorkflow',
    workflowType: freeStuckType,
    workflowId: freeStuckSchedule,
    args: [everyStuckLead],
    ...freeStuckOptions,
  },
};

/** Makes our Schedules, for those that are not there. One that ops have changed stays as it is. */
export async function keepSchedules(connection: Connection, namespace: string): Promise<void> {
  const { schedule } = new Client({ connection, namespace });
  for (const options of [freeStuck, watchSchedule, nightlyAudit]) {
    await schedule.create(options).catch((error: unknown) => {
      if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    });
  }
}
