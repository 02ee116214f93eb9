import type { DataSource } from 'typeorm';

/** Those of the commands that have no answer in Postgres: whoever asked them has an answer, or waits for one, that Postgres does not know. */
export async function unanswered(source: DataSource, commandIds: string[]): Promise<Set<string>> {
  if (commandIds.length === 0) return new Set();
  const rows = await source.query<{ id: string }[]>(
    `select id from unnest($1::uuid[]) as asked (id) where not exists (select from command where command.id = asked.id and answer is not null)`,
    [commandIds],
  );
  return new Set(rows.map(({ id }) => id));
}

/** The last instant before `turn` at which a life changed: as far as Postgres goes. */
export async function lastChangeBefore(source: DataSource, turn: number): Promise<string | null> {
  const [row] = await source.query<{ at: Date | null }[]>('select max(updated_at) as at from life where updated_at < $1', [
    new Date(turn),
  ]);
  return row?.at?.toISOString() ?? null;
}
