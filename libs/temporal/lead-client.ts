import { setTimeout as pause } from 'node:timers/promises';
import { Client, WithStartWorkflowOperation, WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import type { LeadCommand } from '../domain/lifecycle/commands.js';
import type { Answer } from '../domain/lifecycle/turn.js';
import type { FreeStuckInput } from '../messages/free-stuck.js';
import type { AuditInput } from '../messages/audit.js';
import type { BacktestInput } from '../messages/backtest.js';
import type { MoveAct } from '../messages/move-leads.js';
import type { ReconcileInput } from '../messages/reconcile.js';
import type { Ring } from '../messages/lead-lifecycle.js';
import {
  commandUpdate,
  leadLifecycleType,
  leadWorkflowId,
  malformedFailure,
  retrySignal,
  ringSignal,
} from '../messages/lead-lifecycle.js';
import { connectLazily } from './connect.js';
import { readFailure } from './failure-codes.js';
import { MalformedCommand } from './malformed-command.js';
import { NoAnswer } from './no-answer.js';
import { startAudit } from './start-audit.js';
import { startBacktest } from './start-backtest.js';
import { startFreeStuck } from './start-free-stuck.js';
import { startMove } from './start-move.js';
import { startReconcile } from './start-reconcile.js';
import { startOptions } from './start-options.js';
import { countTurnFaults, listTurnFaults, type TurnFaults } from './turn-faults.js';

const deadlineMs = 5_000;
const pauseMs = 50;

/** The only door to leads' workflows: nobody else starts, signals or updates one. */
export interface LeadClient {
  /** Wakes the lead, starting its workflow if none runs. Safe to repeat. Throws NoAnswer when Temporal did not take it; with the workers away it waits there. */
  ring(leadId: string, upTo: number): Promise<void>;
  /**
   * Asks a lead to change and waits for its answer, a refusal included. Safe to repeat with the same id.
   * Throws NoAnswer after `timeoutMs` or when Temporal is away, MalformedCommand for what can never be right.
   */
  command(leadId: string, command: LeadCommand, timeoutMs: number): Promise<Answer>;
  /** Sends the lead `retry`, starting its workflow if none runs. Safe to repeat: a lead that is not stuck takes no notice. Throws as `ring` does. */
  retry(leadId: string): Promise<void>;
  /** Starts the workflow that retries many; the same `retryId` starts one. Throws as `ring` does. */
  startFreeStuck(input: FreeStuckInput & { retryId: string }): Promise<void>;
  /** Starts a comparison of Postgres with Temporal; the same `reconciliationId` starts one. Throws as `ring` does. */
  startReconcile(input: ReconcileInput & { reconciliationId: string }): Promise<void>;
  /** Starts an audit of stored decisions; the same `auditRunId` starts one. Throws as `ring` does. */
  startAudit(input: AuditInput & { auditRunId: string }): Promise<void>;
  /** Starts a back-test; the same `backtestId` starts one. Throws as `ring` does. */
  startBacktest(input: BacktestInput): Promise<void>;
  /** Starts an act of a move, or goes on with one that stopped; while it runs, asking again starts nothing. Throws as `ring` does. */
  startMove(moveId: string, act: MoveAct): Promise<void>;
  /** How many leads are stuck by a turn that failed, and who: no row knows of them. Throws as `ring` does. */
  countTurnFaults(): Promise<number>;
  listTurnFaults(after: string | null, pageSize: number): Promise<TurnFaults>;
  /** The id of the namespace: another Temporal, or a new database, has another. Throws as `ring` does. */
  home(): Promise<string>;
  /** Resolves when Temporal and the namespace answer within `timeoutMs`; throws NoAnswer otherwise. */
  ping(timeoutMs: number): Promise<void>;
  close(): Promise<void>;
}

export function createLeadClient(options: { address: string; namespace: string }): LeadClient {
  const connection = connectLazily(options.address);
  const client = new Client({ connection, namespace: options.namespace });
  const soon = <T>(call: () => Promise<T>): Promise<T> => answered(() => client.withDeadline(Date.now() + deadlineMs, call));
  return {
    ring: (leadId, upTo) => soon(() => ring(client, leadId, upTo)),
    retry: (leadId) => soon(() => retry(client, leadId)),
    startFreeStuck: (input) => soon(() => startFreeStuck(client, input)),
    startReconcile: (input) => soon(() => startReconcile(client, input)),
    startAudit: (input) => soon(() => startAudit(client, input)),
    startBacktest: (input) => soon(() => startBacktest(client, input)),
    startMove: (moveId, act) => soon(() => startMove(client, moveId, act)),
    countTurnFaults: () => soon(() => countTurnFaults(client)),
    listTurnFaults: (after, pageSize) => soon(() => listTurnFaults(client, after, pageSize)),
    command: (leadId, command, timeoutMs) => ask(client, leadId, command, Date.now() + timeoutMs),
    home: () => soon(() => homeOf(client)),
    ping: (timeoutMs) => answered(() => client.withDeadline(Date.now() + timeoutMs, () => ping(client))),
    close: () => connection.close(),
  };
}

async function ring(client: Client, leadId: string, upTo: number): Promise<void> {
  const signalArgs: [Ring] = [{ upTo }];
  await client.workflow.signalWithStart(leadLifecycleType, { ...startOptions(leadId), signal: ringSignal, signalArgs });
}

async function retry(client: Client, leadId: string): Promise<void> {
  await client.workflow.signalWithStart(leadLifecycleType, { ...startOptions(leadId), signal: retrySignal, signalArgs: [] });
}

/** A run that ends or continues as new cuts the Updates it has not answered, so the same command is asked again, of the next run. */
async function ask(client: Client, leadId: string, command: LeadCommand, deadline: number): Promise<Answer> {
  for (;;) {
    try {
      return await client.withDeadline(deadline, () => update(client, leadId, command));
    } catch (error) {
      if (isMalformed(error)) throw new MalformedCommand();
      if (Date.now() + pauseMs >= deadline) throw new NoAnswer(readFailure(error).type);
    }
    await pause(pauseMs);
  }
}

/** Nearly every lead has a run, which is asked straight away; one that has none, or has ended, is started with the command. */
async function update(client: Client, leadId: string, command: LeadCommand): Promise<Answer> {
  try {
    const lead = client.workflow.getHandle(leadWorkflowId(leadId));
    return await lead.executeUpdate<Answer, [LeadCommand]>(commandUpdate, { updateId: command.id, args: [command] });
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    return updateWithStart(client, leadId, command);
  }
}

function updateWithStart(client: Client, leadId: string, command: LeadCommand): Promise<Answer> {
  return client.workflow.executeUpdateWithStart<() => Promise<unknown>, Answer, [LeadCommand]>(commandUpdate, {
    // Single use: each try needs its own.
    startWorkflowOperation: new WithStartWorkflowOperation(leadLifecycleType, startOptions(leadId)),
    updateId: command.id,
    args: [command],
  });
}

async function ping(client: Client): Promise<void> {
  await client.workflowService.describeNamespace({ namespace: client.options.namespace });
}

async function homeOf(client: Client): Promise<string> {
  const { namespaceInfo } = await client.workflowService.describeNamespace({ namespace: client.options.namespace });
  return namespaceInfo?.id ?? '';
}

async function answered<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw new NoAnswer(readFailure(error).type);
  }
}

const isMalformed = (error: unknown): boolean =>
  error instanceof WorkflowUpdateFailedError && readFailure(error).type === malformedFailure;
