import { Client, isGrpcServiceError, WorkflowNotFoundError } from '@temporalio/client';
import { leadIdOf, leadLifecycleType, leadWorkflowId, reprojectSignal } from '../messages/lead-lifecycle.js';
import { failureTypes } from '../messages/activities.js';
import { leadStuckAttribute } from '../messages/search-attributes.js';
import { connectLazily } from './connect.js';
import { readFailure } from './failure-codes.js';
import { NoAnswer } from './no-answer.js';
import { readLastTurn, readWhatIsGone, type Gone } from './what-is-gone.js';

const deadlineMs = 10_000;
const pageSize = 1_000;
const notFound = 5; // gRPC NOT_FOUND

/** How a lead's newest run stands, by Temporal's own state and not by its list, which lags. */
export interface RunNow {
  isRunning: boolean;
  /** The code in `LeadStuck`. */
  stuck: string | null;
}

/** Which leads live in Temporal. For comparing with Postgres; every call throws NoAnswer when Temporal did not answer. */
export interface LeadCensus {
  /** Leads whose workflow runs, with ids after `after` (null: from the first) up to `upTo` (null: to the last). By Temporal's list: it may lag. */
  running(after: string | null, upTo: string | null): Promise<string[]>;
  /** Null: no run is known. */
  look(leadId: string): Promise<RunNow | null>;
  /** How many leads are known to be ahead of Postgres. */
  countAhead(): Promise<number>;
  /** The last turn that a lead's newest run knows, by its history, which tells also while no worker can; null: no run is known. */
  lastTurn(leadId: string): Promise<number | null>;
  /** What the newest runs of a lead did after this turn. */
  whatIsGone(leadId: string, afterTurn: number): Promise<Gone>;
  /** Lets a running lead take Postgres's word, if it is ahead. */
  reproject(leadId: string): Promise<void>;
  /** Ends the workflow of a lead that nobody knows. */
  terminate(leadId: string, reason: string): Promise<void>;
  close(): Promise<void>;
}

export function createLeadCensus(options: { address: string; namespace: string }): LeadCensus {
  const connection = connectLazily(options.address);
  const client = new Client({ connection, namespace: options.namespace });
  const handle = (leadId: string) => client.workflow.getHandle(leadWorkflowId(leadId));
  const asked = <T>(call: () => Promise<T>): Promise<T> => answered(() => client.withDeadline(Date.now() + deadlineMs, call));
  return {
    running: (after, upTo) => asked(() => listRunning(client, after, upTo)),
    look: (leadId) => asked(() => unlessGone(() => look(client, leadId))),
    countAhead: () => asked(async () => (await client.workflow.count(aheadQuery)).count),
    lastTurn: (leadId) => asked(() => unlessGone(() => readLastTurn(client, leadId))),
    whatIsGone: (leadId, afterTurn) => asked(() => readWhatIsGone(client, leadId, afterTurn)),
    reproject: (leadId) => asked(async () => void (await unlessGone(() => handle(leadId).signal(reprojectSignal)))),
    terminate: (leadId, reason) => asked(async () => void (await unlessGone(() => handle(leadId).terminate(reason)))),
    close: () => connection.close(),
  };
}

const runningLeads = `WorkflowType = '${leadLifecycleType}' and ExecutionStatus = 'Running'`;
const aheadQuery = `${leadStuckAttribute} = '${failureTypes.turnAhead}' and ExecutionStatus = 'Running'`;

async function listRunning(client: Client, after: string | null, upTo: string | null): Promise<string[]> {
  const from = after === null ? '' : ` and WorkflowId > '${leadWorkflowId(after)}'`;
  const to = upTo === null ? '' : ` and WorkflowId <= '${leadWorkflowId(upTo)}'`;
  const leadIds: string[] = [];
  for await (const { workflowId } of client.workflow.list({ query: runningLeads + from + to, pageSize }))
    leadIds.push(leadIdOf(workflowId));
  return leadIds;
}

async function look(client: Client, leadId: string): Promise<RunNow> {
  const { status, typedSearchAttributes } = await client.workflow.getHandle(leadWorkflowId(leadId)).describe();
  const stuck = typedSearchAttributes.getAll().find(({ key }) => key.name === leadStuckAttribute)?.value;
  return { isRunning: status.name === 'RUNNING', stuck: typeof stuck === 'string' ? stuck : null };
}

async function unlessGone<T>(call: () => Promise<T>): Promise<T | null> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof WorkflowNotFoundError || (isGrpcServiceError(error) && (error.code as number) === notFound)) return null;
    throw error;
  }
}

async function answered<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw new NoAnswer(readFailure(error).type);
  }
}
