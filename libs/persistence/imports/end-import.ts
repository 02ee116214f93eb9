import type { DataSource } from 'typeorm';
import type { Problem } from '../../domain/agreement/checked.js';

/** How an import ended. What is in stays in, however it ended: the same file again brings what is missing. */
export type ImportEnd = { status: 'done' } | { status: 'failed' | 'interrupted'; problem: Problem };

export async function endImport(source: DataSource, importId: string, end: ImportEnd): Promise<void> {
  const problem = end.status === 'done' ? null : JSON.stringify(end.problem);
  await source.query(
    `update import set status = $2, problem = $3, bytes_read = case when $2 = 'done' then bytes else bytes_read end,
       updated_at = now(), ended_at = now() where import_id = $1`,
    [importId, end.status, problem],
  );
}
