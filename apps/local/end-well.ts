import { setTimeout as pause } from 'node:timers/promises';
import type { Say } from '../../libs/embedded/say.js';

const patienceMs = 3_000;
// A terminal's Ctrl-C reaches us twice, from the terminal and from npm.
const sameKeypressMs = 1_000;

/** Both must hold for whatever was started so far. */
export interface Endings {
  /** In good order. */
  stop(): Promise<void>;
  /** At once. */
  kill(): void;
}

/**
 * Stops everything and exits: with 0 on Ctrl-C, SIGTERM or a closed terminal, with 1 when `running` fails; a second Ctrl-C kills and exits with 1.
 */
export function endWell(running: Promise<void>, say: Say, { stop, kill }: Endings): void {
  let stoppingSince: number | null = null;
  const end = async (code: number): Promise<void> => {
    stoppingSince = Date.now();
    await stop().catch((error: Error) => say(error.message));
    process.exit(code);
  };
  const onSignal = (): void => {
    if (stoppingSince !== null) {
      if (Date.now() - stoppingSince < sameKeypressMs) return;
      kill();
      process.exit(1);
    }
    stoppingSince = Date.now();
    say('stopping; once more to force');
    // What is just being started is given a moment to be known.
    const settled = running.catch(() => undefined);
    void Promise.race([settled, pause(patienceMs)]).then(() => end(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  process.stdout.on('error', () => undefined); // the terminal is gone
  running.catch((error: Error) => {
    if (stoppingSince !== null) return;
    console.error(`\n${error.message}\n`);
    void end(1);
  });
}
