import type { Client } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { msToTs } from '@temporalio/common/lib/time';
import { readWhatIsGone } from './what-is-gone.js';

const payloads = (value: unknown) => ({ payloads: [defaultPayloadConverter.toPayload(value)] });
const at = (n: number): number => Date.UTC(2026, 10, 23, 9) + n * 60_000;

type Attributes = Record<string, unknown>;
/** The n-th event of a history, n minutes later. */
const event = (n: number, attributes: Attributes): Attributes => ({ eventId: n, eventTime: msToTs(at(n)), ...attributes });
const started = (turn: number, before = ''): Attributes => ({
  workflowExecutionStartedEventAttributes: { continuedExecutionRunId: before, input: payloads({ carried: { lead: { turn } } }) },
});
const turn = (number: number): Attributes => ({
  markerRecordedEventAttributes: { details: { result: payloads({ turn: number, events: [] }) } },
});
const begun = (key: string): Attributes => ({ activityTaskScheduledEventAttributes: { input: payloads({ effect: { key } }) } });
const ended = (scheduledEventId: number, outcome: string): Attributes => ({
  activityTaskCompletedEventAttributes: { scheduledEventId, result: payloads({ outcome }) },
});
const failed = (scheduledEventId: number): Attributes => ({ activityTaskFailedEventAttributes: { scheduledEventId } });
const timedOut = (scheduledEventId: number): Attributes => ({ activityTaskTimedOutEventAttributes: { scheduledEventId } });

/** What is told of effects by a life of these runs, the newest first. */
async function effectsOf(...runs: Attributes[][]): Promise<[string, string, number][]> {
  const ids = ['', ...runs.slice(1).map((_, n) => `run-${n + 1}`)];
  const history = (runId = ''): object => ({
    events: runs[ids.indexOf(runId)]?.map((attributes, n) => event(n + 1, attributes)),
  });
  const getHandle = (_: string, runId?: string): object => ({ fetchHistory: async () => history(runId) });
  const { effects } = await readWhatIsGone({ workflow: { getHandle } } as unknown as Client, 'eva', 100);
  return effects.map(({ effect, outcome, at: begunAt }) => [effect.key, outcome, begunAt]);
}

describe('an effect that a history tells of', () => {
  it('ended as its activity says; without an end nobody knows', async () => {
    expect(await effectsOf([started(90), turn(101), begun('a'), begun('b'), ended(3, 'done')])).toEqual([
      ['a', 'done', at(3)],
      ['b', 'unknown', at(4)],
    ]);
  });

  it('was begun again after a time-out: it is told once, as it ended at last', async () => {
    const again = [begun('a'), timedOut(3), begun('a')];
    expect(await effectsOf([started(90), turn(101), ...again, ended(5, 'done')])).toEqual([['a', 'done', at(5)]]);
    expect(await effectsOf([started(90), turn(101), ...again, ended(5, 'held')])).toEqual([['a', 'held', at(5)]]);
    expect(await effectsOf([started(90), turn(101), ...again, failed(5)])).toEqual([['a', 'failed', at(5)]]);
  });

  it('was begun again in a later run: that run’s word counts', async () => {
    const earlier = [started(90), turn(101), begun('a'), ended(3, 'held')];
    expect(await effectsOf([started(101, 'run-1'), begun('a'), ended(2, 'done')], earlier)).toEqual([['a', 'done', at(2)]]);
  });
});
