import type { DataSource } from 'typeorm';

export interface ImportToStart {
  importId: string;
  /** The mapping's name. */
  mapping: string;
  dryRun: boolean;
  /** Length of the file. */
  bytes: number;
  /** The member who sent it. */
  by: string;
}

export async function startImport(source: DataSource, { importId, mapping, dryRun, bytes, by }: ImportToStart): Promise<void> {
  await source.query('insert into import (import_id, mapping, dry_run, bytes, by) values ($1, $2, $3, $4, $5)', [
    importId,
    mapping,
    dryRun,
    bytes,
    by,
  ]);
}
