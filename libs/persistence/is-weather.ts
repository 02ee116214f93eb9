import { QueryFailedError } from 'typeorm';

// SQLSTATE classes and codes that pass by themselves: connection, resources, shutdown, I/O, serialisation, deadlock, locks, time-outs.
const passing = /^(08|53|57|58|40001$|40P01$|40003$|55P03$|25P0[34]$)/;
const networkCodes = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
];
// The driver gives these no code.
const driverMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client was closed|Cannot use a pool after calling end|Client has encountered a connection error|Driver not Connected)/;
// TypeORM's: there is no connection yet, or none any more, as it takes a transaction's runner away when its connection breaks.
const typeOrmNames = [
  'CannotExecuteNotConnectedError',
  'DriverNotConnectedError',
  'QueryRunnerAlreadyReleasedError',
  'QueryRunnerProviderAlreadyReleasedError',
];
const ourNames = ['Raced', 'SeatGone', 'TurnOvertaken', 'NoAgreement', 'LivesElsewhere'];

/** Whether an error of Postgres or of the way to it passes by itself. Everything else is a fault. */
export function isWeather(error: unknown): boolean {
  return isAway(error) || (error instanceof Error && ourNames.includes(error.name));
}

/** Whether Postgres is out of reach, or too busy, or its connection broke. */
export function isAway(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isAway);
  if (error instanceof QueryFailedError) return isAway(error.driverError);
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && (passing.test(code) || networkCodes.includes(code))) return true;
  return typeOrmNames.includes(error.name) || driverMessages.test(error.message);
}

/** Whether a statement failed only because its transaction had failed already (25P02): the cause is told by another. */
export const isEcho = (error: unknown): boolean => sqlStateOf(error) === '25P02';

/** What Postgres calls the failure of a statement; null: it is none of Postgres's. */
export function sqlStateOf(error: unknown): string | null {
  if (!(error instanceof QueryFailedError)) return null;
  return (error.driverError as { code?: string }).code ?? null;
}

/** A short code for logs and failures: SQLSTATE, system error or class. Never a message. */
export function codeOfError(error: unknown): string {
  if (error instanceof QueryFailedError) return codeOfError(error.driverError);
  if (!(error instanceof Error)) return typeof error;
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? `${error.name}.${code}` : error.name;
}
