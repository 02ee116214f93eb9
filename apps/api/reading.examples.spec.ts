import { effectPage, effectsExample } from './effects/effects.schemas.js';
import { funnelExample, funnelView } from './funnel/funnel.schemas.js';
import { leadPage, leadPageExample } from './lead-list/lead-list.schemas.js';
import { repQueueExample, repQueueView } from './reps/rep-queue.schemas.js';
import { scorecardExample, scorecardView } from './scorecard/scorecard.schemas.js';
import { retryExample, retryPlan, retryPlanExample, retryView } from './stuck/retries.schemas.js';
import { stuckExample, stuckPage } from './stuck/stuck.schemas.js';

describe('the examples of /docs', () => {
  it.each([
    ['leads', leadPage, leadPageExample],
    ['rep queue', repQueueView, repQueueExample],
    ['stuck', stuckPage, stuckExample],
    ['effects', effectPage, effectsExample],
    ['retry plan', retryPlan, retryPlanExample],
    ['retry', retryView, retryExample],
    ['funnel', funnelView, funnelExample],
    ['scorecard', scorecardView, scorecardExample],
  ] as const)('%s is what its schema says', (_, schema, example) => {
    expect(schema.safeParse(example).error?.issues ?? []).toEqual([]);
  });
});
