import type { Client, WorkflowHandle } from '@temporalio/client';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { tsToMs } from '@temporalio/common/lib/time';
import type { Instant } from '../domain/calendar/instant.js';
import type { LeadCommand } from '../domain/lifecycle/commands.js';
import type { TurnResult } from '../domain/lifecycle/turn.js';
import type { Performed, PerformRequest } from '../messages/activities.js';
import { commandUpdate, leadWorkflowId, type LeadLifecycleInput } from '../messages/lead-lifecycle.js';

type HistoryEvent = NonNullable<Awaited<ReturnType<WorkflowHandle['fetchHistory']>>['events']>[number];

/** What a lead's histories tell of the time after a turn, which a restored Postgres has forgotten. */
export interface Gone {
  /** The first turn after it; null: there was none. */
  firstTurn: number | null;
  /** Commands that were asked, answered or not, in the runs that hold such turns. */
  commands: { id: string; kind: string }[];
  /** Effects that were begun in those runs, each once, and how they ended at last. */
  effects: Begun[];
}

interface Begun {
  effect: PerformRequest['effect'];
  /** `unknown`: no end is told; `failed`: for good, so it did not go. */
  outcome: Performed['outcome'] | 'failed';
  /** When it was begun, the last time. */
  at: Instant;
}

/** The highest turn that a lead's newest run knows; 0: it has taken none. Turns rise, also when Postgres has gone back. */
export async function readLastTurn(client: Client, leadId: string): Promise<number> {
  const { events } = await client.workflow.getHandle(leadWorkflowId(leadId)).fetchHistory();
  return Math.max(turnAtStart(events ?? []), ...(events ?? []).flatMap(turnsOf));
}

/** Reads the newest run, and the runs before it as far back as they hold later turns than `afterTurn`. */
export async function readWhatIsGone(client: Client, leadId: string, afterTurn: number): Promise<Gone> {
  const gone: Gone = { firstTurn: null, commands: [], effects: [] };
  for (let runId: string | undefined; ;) {
    const { events } = await client.workflow.getHandle(leadWorkflowId(leadId), runId).fetchHistory();
    const run = readRun(events ?? [], afterTurn);
    gone.commands.unshift(...run.commands);
    gone.effects.unshift(...run.effects);
    gone.firstTurn = run.firstTurn ?? gone.firstTurn;
    if (run.before === null) return { ...gone, effects: lastOfEach(gone.effects) };
    runId = run.before;
  }
}

function readRun(events: HistoryEvent[], afterTurn: number): Gone & { before: string | null } {
  const turns = events.flatMap(turnsOf).filter((turn) => turn > afterTurn);
  return {
    firstTurn: turns.length === 0 ? null : Math.min(...turns),
    commands: events.flatMap(commandOf),
    effects: effectsOf(events),
    before: turnAtStart(events) > afterTurn ? startOf(events)?.continuedExecutionRunId || null : null,
  };
}

const startOf = (events: HistoryEvent[]) => events[0]?.workflowExecutionStartedEventAttributes;

function turnAtStart(events: HistoryEvent[]): number {
  return valueOf<LeadLifecycleInput>(startOf(events)?.input?.payloads?.[0])?.carried?.lead?.turn ?? 0;
}

function turnsOf({ markerRecordedEventAttributes: marker, activityTaskCompletedEventAttributes: done }: HistoryEvent): number[] {
  const result = valueOf<Partial<TurnResult>>(marker?.details?.['result']?.payloads?.[0] ?? done?.result?.payloads?.[0]);
  return typeof result?.turn === 'number' && Array.isArray(result.events) ? [result.turn] : [];
}

function commandOf({ workflowExecutionUpdateAcceptedEventAttributes: accepted }: HistoryEvent): Gone['commands'] {
  const request = accepted?.acceptedRequest?.input;
  if (request?.name !== commandUpdate) return [];
  const command = valueOf<LeadCommand>(request.args?.payloads?.[0]);
  return command === null ? [] : [{ id: command.id, kind: command.kind }];
}

/** One that timed out, was held or put off is begun again: what came of it then counts. */
const lastOfEach = (effects: Begun[]): Begun[] => [...new Map(effects.map((one) => [one.effect.key, one])).values()];

function effectsOf(events: HistoryEvent[]): Begun[] {
  const begun = new Map<string, Begun>();
  for (const event of events) {
    const effect = begunBy(event);
    if (effect !== null) begun.set(String(event.eventId), effect);
    const { activityTaskCompletedEventAttributes: done, activityTaskFailedEventAttributes: failed } = event;
    const ended = begun.get(String((done ?? failed)?.scheduledEventId));
    if (ended !== undefined) ended.outcome = failed ? 'failed' : (outcomeOf(done) ?? ended.outcome);
  }
  return [...begun.values()];
}

function begunBy({ activityTaskScheduledEventAttributes: scheduled, eventTime }: HistoryEvent): Begun | null {
  const request = valueOf<PerformRequest>(scheduled?.input?.payloads?.[0]);
  return request !== null && 'effect' in request ? { effect: request.effect, outcome: 'unknown', at: tsToMs(eventTime) } : null;
}

const outcomeOf = (done: HistoryEvent['activityTaskCompletedEventAttributes']): Performed['outcome'] | undefined =>
  valueOf<Performed>(done?.result?.payloads?.[0])?.outcome;

function valueOf<T extends object>(payload: Payload | null | undefined): T | null {
  const value: unknown = payload ? defaultPayloadConverter.fromPayload(payload) : null;
  return typeof value === 'object' ? (value as T | null) : null;
}
