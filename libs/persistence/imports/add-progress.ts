import type { EntityManager } from 'typeorm';
import type { Problem } from '../../domain/agreement/checked.js';

export interface RefusedLine {
  line: number;
  problem: Problem;
}

export interface Progress {
  created: number;
  known: number;
  facts: number;
  refused: RefusedLine[];
  /** From the file's beginning. */
  bytesRead: number;
  /** Lines that were told before these. */
  after: number;
}

/** Lines beyond these are counted, not told: who has so many has one fault, not many. */
const mostTold = 10_000;

/** Adds to the report, once: whose commit was not heard of comes again, and its lines are told already. */
export async function addProgress(manager: EntityManager, importId: string, progress: Progress): Promise<void> {
  const { created, known, facts, refused, bytesRead, after } = progress;
  if (refused.length > 0) await tellRefused(manager, importId, refused);
  await manager.query(
    `update import set rows = rows + $2, created = created + $3, known = known + $4, refused = refused + $5, facts = facts + $6,
       bytes_read = $7, updated_at = now() where import_id = $1 and rows = $8`,
    [importId, created + known + refused.length, created, known, refused.length, facts, bytesRead, after],
  );
}

async function tellRefused(manager: EntityManager, importId: string, refused: RefusedLine[]): Promise<void> {
  const text = (of: (problem: Problem) => string): string[] => refused.map(({ problem }) => of(problem));
  await manager.query(
    `insert into import_refusal (import_id, line, path, message, cure)
     select $1, told.* from unnest($2::integer[], $3::text[], $4::text[], $5::text[]) as told
     where (select refused from import where import_id = $1) < $6 on conflict do nothing`,
    [
      importId,
      refused.map(({ line }) => line),
      text(({ path }) => path),
      text(({ message }) => message),
      text(({ cure }) => cure),
      mostTold,
    ],
  );
}
