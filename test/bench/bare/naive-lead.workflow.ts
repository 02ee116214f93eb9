import {
  allHandlersFinished,
  CancellationScope,
  condition,
  defineSignal,
  defineUpdate,
  proxyActivities,
  setHandler,
  sleep,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import { leadStageKey } from '../../../libs/messages/search-attributes.js';
import type { NaiveActivities, NaiveCommand, NaiveFact } from './naive-steps.js';

const factSignal = defineSignal<[NaiveFact]>('fact');
const commandUpdate = defineUpdate<{ stage: string }, [NaiveCommand]>('command');
const { writeFact, writeCommand, breach } = proxyActivities<NaiveActivities>({ startToCloseTimeout: '10s' });

const stageAfter: Record<string, string> = { accept: 'sales_accepted', outcome: 'lost' };

/**
 * A lead as the tutorials have it, the design that Baton's is held against: each fact is a signal and an activity that writes a row, each command
 * an update with an activity, each clock a timer. It neither scores nor routes, sends no mail, and keeps nothing that a screen could read.
 */
export async function naiveLead(leadId: string): Promise<void> {
  const facts: NaiveFact[] = [];
  const clocks = new Map<string, CancellationScope>();
  let stage = 'inquiry';

  const move = (to: string): void => {
    stage = to;
    upsertSearchAttributes([{ key: leadStageKey, value: to }]);
  };
  const startClock = (clock: string, ms: number): void => {
    const scope = new CancellationScope();
    clocks.set(clock, scope);
    const breached = () => breach(leadId, clock);
    scope.run(() => sleep(ms).then(breached)).catch(() => undefined);
  };

  setHandler(factSignal, (fact) => void facts.push(fact));
  setHandler(commandUpdate, async (command) => {
    if (command.kind === 'accept') clocks.get('accept')?.cancel();
    if (command.kind === 'touch') clocks.get('firstTouch')?.cancel();
    const to = stageAfter[command.kind] ?? stage;
    await writeCommand(leadId, command, to);
    if (to !== stage) move(to);
    return { stage };
  });

  while (stage !== 'lost') {
    await condition(() => facts.length > 0 || stage === 'lost');
    for (const fact of facts.splice(0)) {
      await writeFact(leadId, fact);
      if (stage === 'inquiry') move('nurturing');
      if (fact.kind !== 'form_submitted') continue;
      move('marketing_qualified');
      startClock('accept', 30 * 60_000);
      startClock('firstTouch', 30 * 60_000);
    }
  }
  await condition(allHandlersFinished);
}
