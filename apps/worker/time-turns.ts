import { Histogram } from 'prom-client';
import type { Activities } from '../../activities/index.js';
import type { Registry } from '../../libs/process/metrics.js';

/** The same activities; every turn is timed. Their count is the turns of this worker: `rate(baton_turn_seconds_count[1m])` are turns a second. */
export function timeTurns(activities: Activities, registry: Registry): Activities {
  const seconds = new Histogram({
    name: 'baton_turn_seconds',
    help: 'How long turns took in this worker, with their transaction, by whether they were taken.',
    labelNames: ['taken'],
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2],
    registers: [registry],
  });
  return {
    ...activities,
    takeTurn: async (request) => {
      const stop = seconds.startTimer();
      try {
        const result = await activities.takeTurn(request);
        stop({ taken: 'yes' });
        return result;
      } catch (error) {
        stop({ taken: 'no' });
        throw error;
      }
    },
  };
}
