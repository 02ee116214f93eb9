import { Worker, type InjectedSinks, type NativeConnection } from '@temporalio/worker';
import type { AuditActivities } from '../../activities/audit/create-audit-activities.js';
import type { BacktestActivities } from '../../activities/backtest/create-backtest-activities.js';
import type { RetryActivities } from '../../activities/free-stuck/create-retry-activities.js';
import type { Activities } from '../../activities/index.js';
import type { MoveActivities } from '../../activities/move-leads/create-move-activities.js';
import type { ReconcileActivities } from '../../activities/reconcile/create-reconcile-activities.js';
import { leadTaskQueue } from '../../libs/messages/lead-lifecycle.js';
import type { WorkerSinks } from '../../libs/messages/worker-sinks.js';
import { failpoint } from '../../libs/process/failpoint.js';

export interface WorkerOptions {
  connection: NativeConnection;
  namespace: string;
  /** The prebuilt bundle of all workflows (build-bundle.ts). Never bundled at start: a worker would compile what it happens to find. */
  bundlePath: string;
  activities: Activities & Partial<MoveActivities & RetryActivities & ReconcileActivities & AuditActivities & BacktestActivities>;
  /** Turns taken at once; each holds one connection of the database's pool. */
  turnsAtOnce: number;
}

/** How a worker of ours behaves, whatever it hosts. */
export const workerManners = {
  // Effects mostly wait for a mail server; turns in bad weather wait for Postgres.
  maxConcurrentActivityTaskExecutions: 50,
  maxConcurrentWorkflowTaskExecutions: 40,
  // A life in memory takes a third of a megabyte, and most lives sleep: what wakes is replayed from a few kilobytes.
  maxCachedWorkflows: 500,
  // A worker that dies keeps its cached leads to itself for this long.
  stickyQueueScheduleToStartTimeout: '5s',
  // Long enough for an SMTP conversation to end; shorter than what an orchestrator grants.
  shutdownGraceTime: '25s',
  shutdownForceTime: '30s',
} as const;

// A workflow's own code is sealed off from the process: what it tells is heard here, before its commands leave the worker.
const sinks: InjectedSinks<WorkerSinks> = {
  failpoints: { runCarried: { fn: () => failpoint('run.carried'), callDuringReplay: false } },
};

/** A worker for leads, not yet running. */
export function createWorker({ connection, namespace, bundlePath, activities, turnsAtOnce }: WorkerOptions): Promise<Worker> {
  return Worker.create({
    ...workerManners,
    connection,
    namespace,
    taskQueue: leadTaskQueue,
    workflowBundle: { codePath: bundlePath },
    activities,
    sinks,
    maxConcurrentLocalActivityExecutions: turnsAtOnce,
  });
}
