import type { DataSource, EntityManager } from 'typeorm';
import type { Problem } from '../../domain/agreement/checked.js';
import type { Instant } from '../../domain/calendar/instant.js';
import { appendWithin } from '../facts/append-facts.js';
import type { IncomingFact } from '../facts/incoming-fact.js';
import { inTransaction } from '../in-transaction.js';
import { addProgress, type RefusedLine } from './add-progress.js';

/** Lines of a file, in order. `bytesRead`: how far into the file they reach; `after`: how many lines came before. */
export interface Batch {
  rows: { line: number; facts: IncomingFact[] }[];
  refused: RefusedLine[];
  bytesRead: number;
  after: number;
}

/**
 * Stores a batch's facts and how far the import has come, in one transaction: a killed import has told nothing that its report does not
 * say, and the same file again goes on from there. A dry run does the very same and takes it back.
 */
export async function storeBatch(
  source: DataSource,
  { importId, dryRun, by }: { importId: string; dryRun: boolean; by: string },
  batch: Batch,
  now: Instant,
): Promise<void> {
  const store = async (manager: EntityManager): Promise<Stored> => storeRows(manager, batch.rows, by, now);
  const progress = ({ refused, ...stored }: Stored) => ({
    ...stored,
    bytesRead: batch.bytesRead,
    after: batch.after,
    refused: [...batch.refused, ...refused],
  });
  if (dryRun) return addProgress(source.manager, importId, progress(await takenBack(source, store)));
  await inTransaction(source, async (manager) => addProgress(manager, importId, progress(await store(manager))));
}

/** Rows of leads that the file opened, and of leads that were there. */
interface Stored {
  created: number;
  known: number;
  facts: number;
  refused: RefusedLine[];
}

async function storeRows(manager: EntityManager, rows: Batch['rows'], by: string, now: Instant): Promise<Stored> {
  const appended = await appendWithin(
    manager,
    rows.flatMap(({ facts }) => facts.map((fact) => ({ ...fact, by }))),
    now,
    { bulk: true },
  );
  const problems = new Map<number, Problem>(appended.refused.map(({ index, problem }) => [index, problem]));
  const stored: Stored = { created: 0, known: 0, facts: appended.accepted, refused: [] };
  let next = 0;
  for (const { line, facts } of rows) {
    const places = facts.map((_, at) => next + at);
    next += facts.length;
    const problem = places.map((place) => problems.get(place)).find((one) => one !== undefined);
    if (problem) stored.refused.push({ line, problem });
    else stored[places.some((place) => appended.leads[place]?.created) ? 'created' : 'known'] += 1;
  }
  return stored;
}

class TakenBack extends Error {}

/** What the work would have done: it is done, and rolled back. */
async function takenBack<T>(source: DataSource, work: (manager: EntityManager) => Promise<T>): Promise<T> {
  let result: { value: T } | null = null;
  try {
    await inTransaction(source, async (manager) => {
      result = { value: await work(manager) };
      throw new TakenBack();
    });
  } catch (error) {
    if (!(error instanceof TakenBack) || result === null) throw error;
  }
  return (result as unknown as { value: T }).value;
}
