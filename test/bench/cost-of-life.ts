import type { Client } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';
import { eventually } from '../support/eventually.js';

type HistoryEvent = temporal.api.history.v1.IHistoryEvent;

/** What a workflow has cost Temporal, over all its runs. */
export interface Cost {
  /** State transitions: what a server's work is counted in. */
  transitions: number;
  /** What Temporal Cloud bills. */
  actions: number;
  /** Of history. */
  bytes: number;
}

/** Waits until the workflow has ended. */
export async function costOfLife(client: Client, workflowId: string): Promise<Cost> {
  const cost: Cost = { transitions: 0, actions: 0, bytes: 0 };
  for (let runId: string | null = await firstRunOfEnded(client, workflowId); runId !== null;) {
    const run = client.workflow.getHandle(workflowId, runId);
    const [{ raw }, { events }] = await Promise.all([run.describe(), run.fetchHistory()]);
    cost.transitions += Number(raw.workflowExecutionInfo?.stateTransitionCount ?? 0);
    cost.bytes += Number(raw.workflowExecutionInfo?.historySizeBytes ?? 0);
    cost.actions += actionsIn(events ?? []);
    runId = nextRun(events ?? []);
  }
  return cost;
}

function firstRunOfEnded(client: Client, workflowId: string): Promise<string> {
  return eventually(
    async () => {
      const { status, raw } = await client.workflow.getHandle(workflowId).describe();
      if (status.name === 'RUNNING') throw new Error(`${workflowId} has not ended`);
      return raw.workflowExecutionInfo?.firstRunId ?? '';
    },
    { timeoutMs: 30_000, everyMs: 100 },
  );
}

const nextRun = (events: HistoryEvent[]): string | null =>
  events.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId ?? null;

/**
 * As docs.temporal.io/cloud/actions counts them: a start (a continuation is one), a signal but not the one that started the run, an update, a timer,
 * an attempt of an activity, a change of search attributes, and one for all local activities of a workflow task.
 */
export function actionsIn(events: HistoryEvent[]): number {
  const tasksWithLocalActivities = new Set<string>();
  let actions = 0;
  for (const event of events) {
    if (event.markerRecordedEventAttributes?.markerName === 'core_local_activity')
      tasksWithLocalActivities.add(String(event.markerRecordedEventAttributes.workflowTaskCompletedEventId));
    if (event.activityTaskStartedEventAttributes) actions += Number(event.activityTaskStartedEventAttributes.attempt ?? 1);
    if (isOneAction(event)) actions += 1;
  }
  return actions + tasksWithLocalActivities.size - (startedBySignal(events) ? 1 : 0);
}

const isOneAction = (event: HistoryEvent): boolean =>
  Boolean(
    event.workflowExecutionStartedEventAttributes ??
    event.workflowExecutionSignaledEventAttributes ??
    event.workflowExecutionUpdateAcceptedEventAttributes ??
    event.timerStartedEventAttributes ??
    event.upsertWorkflowSearchAttributesEventAttributes,
  );

// The server writes both in one go.
const startedBySignal = (events: HistoryEvent[]): boolean =>
  Boolean(events[1]?.workflowExecutionSignaledEventAttributes) &&
  !events[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId;
