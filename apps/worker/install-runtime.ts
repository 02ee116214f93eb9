import { DefaultLogger, Runtime } from '@temporalio/worker';
import type { Logger } from '../../libs/process/log.js';

/**
 * Installs Temporal's core once per process, before any worker or connection: it leaves signals to our drain and logs through our log.
 * Errors in its lines' details are told in brief by the log, so that no message of a database gets out this way.
 */
export function installRuntime(log: Logger): void {
  Runtime.install({
    shutdownSignals: [],
    logger: new DefaultLogger('WARN', ({ level, message, meta }) => {
      const { error, ...rest } = (meta ?? {}) as { error?: unknown };
      log[level === 'ERROR' ? 'error' : 'warn']({ ...rest, err: error }, message);
    }),
  });
}
