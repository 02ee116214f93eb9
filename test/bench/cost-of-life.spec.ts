import { actionsIn } from './cost-of-life.js';

const started = (continuedExecutionRunId = '') => ({ workflowExecutionStartedEventAttributes: { continuedExecutionRunId } });
const signaled = { workflowExecutionSignaledEventAttributes: { signalName: 'ring' } };
const updated = { workflowExecutionUpdateAcceptedEventAttributes: { protocolInstanceId: 'one' } };
const timed = { timerStartedEventAttributes: { timerId: '1' } };
const attempted = (attempt: number) => ({ activityTaskStartedEventAttributes: { attempt } });
const told = { upsertWorkflowSearchAttributesEventAttributes: {} };
const local = (task: number) => ({
  markerRecordedEventAttributes: { markerName: 'core_local_activity', workflowTaskCompletedEventId: task as never },
});

describe('what Temporal Cloud bills', () => {
  it.each([
    ['a start that a signal made is one action, not two', [started(), signaled], 1],
    ['each later signal is one', [started(), signaled, signaled], 2],
    ['a continuation is one, and so is a signal that it begins with', [started('before'), signaled], 2],
    ['an update, a timer, a change of attributes are one each', [started(), updated, timed, told], 4],
    ['an activity is one for each attempt', [started(), attempted(3)], 4],
    ['local activities of one workflow task are one together', [started(), local(4), local(4), local(9)], 3],
  ])('%s', (_, events, actions) => {
    expect(actionsIn(events)).toBe(actions);
  });
});
