import { isEcho } from './is-weather.js';

/**
 * Statements of one transaction that need not wait for each other: they share a round trip, in the order given. All have ended when this does, so that
 * none runs on behind a rollback. It throws what failed first in that order; an echo of another's failure only if there is nothing else, since the
 * echo may be told of before its cause.
 */
export async function atOnce<T extends readonly Promise<unknown>[] | []>(
  work: T,
): Promise<{ -readonly [Key in keyof T]: Awaited<T[Key]> }> {
  const ended = await Promise.allSettled(work);
  const failures = ended.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  if (failures.length > 0) throw failures.find((failure) => !isEcho(failure)) ?? failures[0];
  return Promise.all(work);
}
