import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { Instant } from '../../../libs/domain/calendar/instant.js';
import type { Mapping } from '../../../libs/import-file/mapping.js';
import type { FileRow } from '../../../libs/import-file/open-rows.js';
import type { ImportEnd } from '../../../libs/persistence/imports/end-import.js';
import { factsOfRow } from '../../../libs/persistence/imports/facts-of-row.js';
import { storeBatch, type Batch } from '../../../libs/persistence/imports/store-batch.js';
import { isWeather } from '../../../libs/persistence/is-weather.js';

export interface ImportToRun {
  importId: string;
  dryRun: boolean;
  /** The member who sent the file. */
  by: string;
  mapping: Mapping;
  rows: AsyncIterable<FileRow>;
}

export interface Surroundings {
  source: DataSource;
  now: () => Instant;
  /** Aborted when this process must stop. */
  signal: AbortSignal;
}

const mostRows = 250;
const mostFacts = 1_000;

/** Stores a file's rows, a few hundred at a time; a line that can't be stored is refused alone. Throws what is neither weather nor the line's fault. */
export async function runImport(run: ImportToRun, around: Surroundings): Promise<ImportEnd> {
  let batch = emptyBatch(0);
  let facts = 0;
  for await (const row of run.rows) {
    facts += addTo(batch, row, run.mapping, around.now());
    if (batch.rows.length + batch.refused.length < mostRows && facts < mostFacts) continue;
    await store(run, batch, around);
    if (around.signal.aborted) return stopped;
    batch = emptyBatch(behind(batch));
    facts = 0;
  }
  await store(run, batch, around);
  return { status: 'done' };
}

const emptyBatch = (after: number): Batch => ({ rows: [], refused: [], bytesRead: 0, after });
const behind = ({ after, rows, refused }: Batch): number => after + rows.length + refused.length;

const stopped: ImportEnd = {
  status: 'interrupted',
  problem: {
    path: 'import',
    message: 'the API was stopped before the end of the file',
    cure: 'send the same file again: what is in stays as it is, and what is missing comes',
  },
};

function addTo(batch: Batch, read: FileRow, mapping: Mapping, now: Instant): number {
  const { line, endsAt } = read;
  batch.bytesRead = endsAt;
  const facts =
    'row' in read ? factsOfRow(read.row, mapping.source, mapping.name, now) : { ok: false as const, problems: [read.problem] };
  if (facts.ok) return batch.rows.push({ line, facts: facts.value }) && facts.value.length;
  const [problem] = facts.problems;
  if (problem) batch.refused.push({ line, problem });
  return 0;
}

/** A batch that fails for a fault is halved, until the one line that spoils it stands alone. */
async function store(run: ImportToRun, batch: Batch, around: Surroundings): Promise<void> {
  try {
    await storePatiently(run, batch, around);
  } catch (error) {
    const [only] = batch.rows;
    if (isWeather(error) || only === undefined) throw error;
    if (batch.rows.length === 1)
      return storePatiently(
        run,
        { ...batch, rows: [], refused: [...batch.refused, { line: only.line, problem: unstorable }] },
        around,
      );
    const half = Math.ceil(batch.rows.length / 2);
    const first = { ...batch, rows: batch.rows.slice(0, half) };
    await store(run, first, around);
    await store(run, { ...batch, rows: batch.rows.slice(half), refused: [], after: behind(first) }, around);
  }
}

const unstorable = {
  path: 'line',
  message: 'the line can not be stored',
  cure: 'look for characters that are no text, and take them out',
};

const patienceMs = 10 * 60_000;

/** Weather is waited out, for ten minutes at most. */
async function storePatiently(run: ImportToRun, batch: Batch, { source, now, signal }: Surroundings): Promise<void> {
  for (let waitMs = 250, waited = 0; ; waitMs = Math.min(2 * waitMs, 5_000)) {
    try {
      return await storeBatch(source, run, batch, now());
    } catch (error) {
      if (!isWeather(error) || signal.aborted || waited > patienceMs) throw error;
      await pause(waitMs, undefined, { signal }).catch(() => undefined);
      waited += waitMs;
    }
  }
}
