import type { EntityManager } from 'typeorm';
import type { Role } from '../members/member.js';

/** A member as admins see it. */
export interface MemberView {
  id: string;
  name: string;
  email: string | null;
  roles: Role[];
  repId: string | null;
  disabledAt: Date | null;
  createdAt: Date;
  /** Null: Baton itself, at its first start. */
  changedBy: string | null;
  changedAt: Date;
}

/** A token without the token. */
export interface TokenView {
  tokenId: string;
  label: string;
  scopes: string[] | null;
  createdBy: string | null;
  createdAt: Date;
  expiresAt: Date | null;
  revokedBy: string | null;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
}

const columns = `id, name, email, roles, rep_id as "repId", disabled_at as "disabledAt", created_at as "createdAt",
  changed_by as "changedBy", changed_at as "changedAt"`;

/** A page of members by id; `next`: the id to ask on `after`, or null on the last page. */
export async function memberList(
  manager: EntityManager,
  after: string,
  limit: number,
): Promise<{ members: MemberView[]; next: string | null }> {
  const rows = await manager.query<MemberView[]>(`select ${columns} from member where id > $1 order by id limit $2`, [
    after,
    limit + 1,
  ]);
  const members = rows.slice(0, limit);
  return { members, next: rows.length > limit ? (members.at(-1)?.id ?? null) : null };
}

export async function memberById(manager: EntityManager, id: string): Promise<MemberView | null> {
  const [row] = await manager.query<MemberView[]>(`select ${columns} from member where id = $1`, [id]);
  return row ?? null;
}

/** The tokens of a member, the newest first. */
export function tokensOf(manager: EntityManager, memberId: string): Promise<TokenView[]> {
  return manager.query(
    `select token_id as "tokenId", label, scopes, created_by as "createdBy", created_at as "createdAt", expires_at as "expiresAt",
       revoked_by as "revokedBy", revoked_at as "revokedAt", last_used_at as "lastUsedAt"
     from token where member_id = $1 order by created_at desc, token_id`,
    [memberId],
  );
}
