import type { DataSource } from 'typeorm';
import type { Instant } from '../../domain/calendar/instant.js';
import type { Member } from './member.js';

/** Whose token it is, and what may stand in its way. */
export interface Bearer {
  member: Member;
  /** Null: all that the member's roles allow. */
  scopes: string[] | null;
  expiresAt: Instant | null;
  isRevoked: boolean;
  isDisabled: boolean;
}

type Row = Member & {
  tokenId: string;
  scopes: string[] | null;
  expiresAt: Date | null;
  isRevoked: boolean;
  isDisabled: boolean;
  isLongUnused: boolean;
};

/** The bearer of the token with this hash; null: nobody's. It is noted at most once an hour that a token was used. */
export async function findBearer(source: DataSource, hash: Buffer): Promise<Bearer | null> {
  const [row] = await source.query<Row[]>(
    `select member.id, roles, rep_id as "repId", email, token_id as "tokenId", scopes, expires_at as "expiresAt",
       revoked_at is not null as "isRevoked", disabled_at is not null as "isDisabled",
       last_used_at is null or last_used_at < now() - interval '1 hour' as "isLongUnused"
     from token join member on member.id = token.member_id where hash = $1`,
    [hash],
  );
  if (!row) return null;
  const { id, roles, repId, email, tokenId, scopes, expiresAt, isRevoked, isDisabled, isLongUnused } = row;
  if (isLongUnused) await source.query('update token set last_used_at = now() where token_id = $1', [tokenId]);
  return { member: { id, roles, repId, email }, scopes, expiresAt: expiresAt?.getTime() ?? null, isRevoked, isDisabled };
}
