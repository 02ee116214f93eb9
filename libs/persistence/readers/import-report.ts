import type { EntityManager } from 'typeorm';
import type { Problem } from '../../domain/agreement/checked.js';
import type { Instant } from '../../domain/calendar/instant.js';

/** How far a file has come, and a page of the lines that were refused. `next`: the line to ask on `after`, or null on the last page. */
export interface ImportReport {
  importId: string;
  /** The member who sent it; null: before there were members. */
  by: string | null;
  mapping: string;
  dryRun: boolean;
  status: 'running' | 'done' | 'failed' | 'interrupted';
  problem: Problem | null;
  bytes: number;
  bytesRead: number;
  rows: number;
  created: number;
  known: number;
  refused: number;
  facts: number;
  startedAt: Instant;
  updatedAt: Instant;
  endedAt: Instant | null;
  refusals: (Problem & { line: number })[];
  next: number | null;
}

type Row = Omit<ImportReport, 'startedAt' | 'updatedAt' | 'endedAt' | 'refusals' | 'next'> & {
  startedAt: Date;
  updatedAt: Date;
  endedAt: Date | null;
};

/** A batch takes well below a second, and an outage of Postgres is waited out: silence this long is the end of the process. */
const silentMs = 60_000;

/** Null for an import nobody knows. */
export async function importReport(
  manager: EntityManager,
  importId: string,
  page: { afterLine: number; limit: number },
  now: Instant,
): Promise<ImportReport | null> {
  const [row] = await manager.query<Row[]>(
    `select import_id as "importId", by, mapping, dry_run as "dryRun", status, problem, bytes, bytes_read as "bytesRead", rows, created,
       known, refused, facts, started_at as "startedAt", updated_at as "updatedAt", ended_at as "endedAt"
     from import where import_id = $1`,
    [importId],
  );
  if (!row) return null;
  const refusals = await manager.query<ImportReport['refusals']>(
    'select line, path, message, cure from import_refusal where import_id = $1 and line > $2 order by line limit $3',
    [importId, page.afterLine, page.limit + 1],
  );
  const told = refusals.slice(0, page.limit);
  return {
    ...row,
    ...(row.status === 'running' && now - row.updatedAt.getTime() > silentMs ? fallenSilent : {}),
    startedAt: row.startedAt.getTime(),
    updatedAt: row.updatedAt.getTime(),
    endedAt: row.endedAt?.getTime() ?? null,
    refusals: told,
    next: refusals.length > told.length ? (told.at(-1)?.line ?? null) : null,
  };
}

const fallenSilent: Pick<ImportReport, 'status' | 'problem'> = {
  status: 'interrupted',
  problem: {
    path: 'import',
    message: 'the import has said nothing for a minute: its process is gone, or Postgres is away',
    cure: 'send the same file again: what is in stays as it is, and what is missing comes',
  },
};
