import type { DataSource } from 'typeorm';
import type { NoteRetryRequest } from '../../messages/free-stuck.js';

/** Notes how far a retry has come. The count is of all so far: safe to repeat. */
export async function noteRetry(source: DataSource, { retryId, retried, ended }: NoteRetryRequest): Promise<void> {
  await source.query(
    'update retry set retried = $2, updated_at = now(), ended_at = case when $3 then now() end where retry_id = $1',
    [retryId, retried, ended],
  );
}
