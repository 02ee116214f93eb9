import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { Instant } from '../../domain/calendar/instant.js';
import { hashOf, newToken } from './new-token.js';

export interface TokenToIssue {
  memberId: string;
  /** What it is for. */
  label: string;
  /** Null: all that the member's roles allow. */
  scopes: string[] | null;
  /** Null: never. */
  expiresAt: Instant | null;
}

/** `token` is told this once, and kept nowhere. */
export interface IssuedToken {
  tokenId: string;
  token: string;
}

/** Null: there is no such member. `by`: the admin. */
export async function issueToken(source: DataSource, asked: TokenToIssue, by: string): Promise<IssuedToken | null> {
  const { memberId, label, scopes, expiresAt } = asked;
  const issued = { tokenId: randomUUID(), token: newToken() };
  const stored = await source.query<unknown[]>(
    `insert into token (token_id, hash, member_id, label, scopes, expires_at, created_by)
     select $1, $2, id, $4, $5, $6, $7 from member where id = $3 returning 1`,
    [issued.tokenId, hashOf(issued.token), memberId, label, scopes, expiresAt === null ? null : new Date(expiresAt), by],
  );
  return stored.length > 0 ? issued : null;
}

/** Safe to repeat. False: the member has no such token. */
export async function revokeToken(source: DataSource, memberId: string, tokenId: string, by: string): Promise<boolean> {
  const [row] = await source.query<[{ known: boolean }]>(
    `with revoked as (
       update token set revoked_at = now(), revoked_by = $3 where member_id = $1 and token_id = $2 and revoked_at is null)
     select exists (select from token where member_id = $1 and token_id = $2) as known`,
    [memberId, tokenId, by],
  );
  return row.known;
}
