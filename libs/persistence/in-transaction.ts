import { QueryFailedError, type DataSource, type EntityManager } from 'typeorm';

/** Someone else changed what this transaction had read: nothing is stored, and it is taken again from the start. */
export class Raced extends Error {
  constructor(what: string) {
    super(`Another writer was faster: ${what}.`);
    this.name = 'Raced';
  }
}

const mostAttempts = 8;

/** Runs `work` in one transaction; takes it again when it raced with another, or when Postgres broke a deadlock. */
export function inTransaction<T>(source: DataSource, work: (manager: EntityManager) => Promise<T>): Promise<T> {
  return unraced(() => source.transaction(work));
}

/** The same for work that is a transaction by itself: one statement. */
export async function unraced<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === mostAttempts || !isRace(error)) throw error;
    }
  }
}

const deadlockOrSerialization = ['40P01', '40001'];

function isRace(error: unknown): boolean {
  if (error instanceof Raced) return true;
  return (
    error instanceof QueryFailedError && deadlockOrSerialization.includes((error.driverError as { code?: string }).code ?? '')
  );
}
