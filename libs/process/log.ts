import pino, { type Logger } from 'pino';
import { describeError } from './describe-error.js';
import { readLogLevel, type LogLevel } from './env.js';

export type { Logger };

/** JSON lines on stdout. An error is told by its type, code and place, never by its message, which may quote a lead. */
export function createLog(
  name: string,
  level: LogLevel = readLogLevel(),
  to: pino.DestinationStream = pino.destination(1),
): Logger {
  return pino(
    {
      name,
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: describeError, error: describeError, reason: describeError },
      hooks: { logMethod: withoutErrorMessage },
    },
    to,
  );
}

// pino takes an error's message as the line's own when the caller gives none.
function withoutErrorMessage(this: Logger, args: Parameters<pino.LogFn>, method: pino.LogFn): void {
  const [first, second, ...rest] = args as [unknown, string | undefined, ...unknown[]];
  if (typeof first === 'string') return method.apply(this, args);
  const about = first instanceof Error ? { err: first } : (first as object);
  method.apply(this, [about, second ?? 'see err', ...rest]);
}
