import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { inTransaction } from '../in-transaction.js';
import { hashOf } from './new-token.js';

/** The member that the first start makes. */
const firstAdmin = 'admin';

/**
 * Makes the first admin when there is no member yet, and gives it the environment's token: it opens the door to all others. A changed variable
 * replaces the token; one that was revoked stays revoked. Safe to repeat, by any number of processes at once.
 */
export async function keepFirstAdmin(source: DataSource, token: string): Promise<void> {
  await inTransaction(source, async (manager) => {
    await manager.query(
      `insert into member (id, name, roles) select $1, 'Admin', '{admin}' where not exists (select from member)
       on conflict (id) do nothing`,
      [firstAdmin],
    );
    await manager.query(
      `update token set revoked_at = now() where member_id = $1 and created_by is null and revoked_at is null and hash <> $2`,
      [firstAdmin, hashOf(token)],
    );
    await manager.query(
      `insert into token (token_id, hash, member_id, label) select $1, $2, id, 'environment' from member where id = $3
       on conflict (hash) do nothing`,
      [randomUUID(), hashOf(token), firstAdmin],
    );
  });
}
