import type { Logger } from './log.js';

/**
 * Stops gracefully: on the first of `signals`, or when the parent that started this process is gone, takes the steps in order and exits
 * with 0, or 1 if a step failed. A second signal exits at once.
 */
export function drainOn(signals: NodeJS.Signals[], log: Logger, steps: (() => Promise<void>)[]): void {
  let draining = false;
  const drain = (why: string): void => {
    if (draining) process.exit(1);
    draining = true;
    log.info({ why }, 'draining');
    void takeSteps(log, steps).then((failed) => process.exit(failed ? 1 : 0));
  };
  for (const signal of signals) process.on(signal, () => drain(signal));
  // A child with an IPC channel (npm start, the tests) must not outlive its parent, not even one that was killed.
  if (process.send) process.once('disconnect', () => !draining && drain('parent is gone'));
}

async function takeSteps(log: Logger, steps: (() => Promise<void>)[]): Promise<boolean> {
  let failed = false;
  for (const step of steps) {
    try {
      await step();
    } catch (err) {
      failed = true;
      log.error({ err }, 'a step of the drain failed; going on with the next');
    }
  }
  log.info('drained');
  return failed;
}
