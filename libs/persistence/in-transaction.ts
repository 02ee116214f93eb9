import type { DataSource, EntityManager } from 'typeorm';
import { sqlStateOf } from './is-weather.js';

/** Someone else changed what this transaction had read: nothing is stored, and it is taken again from the start. */
export class Raced extends Error {
  constructor(what: string) {
    super(`Another writer was faster: ${what}.`);
    this.name = 'Raced';
  }
}

const mostAttempts = 8;

/** What is written last, and whether to wait for it. */
export type WriteLast = (written: Promise<unknown>) => Promise<unknown> | void;

/**
 * Work in a transaction. The statements it hands to `last` need not be waited for: they share the round trip of the commit. All has been sent by then,
 * so that nothing but Postgres can make them fail, and then it does not commit. `attempt` counts from 1.
 */
export type Work<T> = (manager: EntityManager, last: WriteLast, attempt: number) => Promise<T>;

/** Runs `work` in one transaction; takes it again when it raced with another, or when Postgres broke a deadlock. */
export function inTransaction<T>(source: DataSource, work: Work<T>): Promise<T> {
  return unraced((attempt) => attemptOnce(source, work, attempt));
}

/** The same for work that is a transaction by itself: one statement. */
export async function unraced<T>(work: (attempt: number) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work(attempt);
    } catch (error) {
      if (attempt === mostAttempts || !isRace(error)) throw error;
    }
  }
}

/** When a last write has failed, Postgres has answered the commit by rolling back. */
async function attemptOnce<T>(source: DataSource, work: Work<T>, attempt: number): Promise<T> {
  const writes: Promise<unknown>[] = [];
  const last: WriteLast = (written) => {
    written.catch(() => undefined);
    writes.push(written);
  };
  const result = await source.transaction((manager) => work(manager, last, attempt));
  await Promise.all(writes);
  return result;
}

const deadlockOrSerialization = ['40P01', '40001'];

/** Whether it is worth taking the work again: another was faster, and nothing is stored. */
export function isRace(error: unknown): boolean {
  return error instanceof Raced || deadlockOrSerialization.includes(sqlStateOf(error) ?? '');
}
