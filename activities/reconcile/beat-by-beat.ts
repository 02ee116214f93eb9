import { someAtATime } from '../../libs/process/some-at-a-time.js';
import { atOnce } from './reconcile-parts.js';
import type { Beat } from './walk.js';

/**
 * Work on many, some at a time, with a heartbeat after each. After a failure no other is begun, and it is thrown when all that were begun have ended: what
 * they counted is then in the last heartbeat, where the next attempt goes on.
 */
export async function beatByBeat<T>(items: readonly T[], work: (item: T) => Promise<void>, beat: Beat): Promise<void> {
  const failures: unknown[] = [];
  await someAtATime(items, atOnce, async (item) => {
    if (failures.length > 0) return;
    try {
      await work(item).finally(beat);
    } catch (error) {
      failures.push(error);
    }
  });
  if (failures.length > 0) throw failures[0];
}
