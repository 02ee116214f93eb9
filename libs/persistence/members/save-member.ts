import type { DataSource, EntityManager } from 'typeorm';
import { inTransaction } from '../in-transaction.js';
import type { Member, Role } from './member.js';

/** A member as an admin describes it. */
export interface MemberToSave extends Member {
  name: string;
  /** May use nothing, but stays: what it wrote bears its id. */
  disabled: boolean;
}

export type MemberChange = Partial<Omit<MemberToSave, 'id'>>;

/** False: the id is taken. `by`: the admin. */
export async function addMember(source: DataSource, member: MemberToSave, by: string): Promise<boolean> {
  const { id, name, email, roles, repId, disabled } = member;
  const added = await source.query<unknown[]>(
    `insert into member (id, name, email, roles, rep_id, disabled_at, changed_by)
     values ($1, $2, $3, $4, $5, case when $6 then now() end, $7) on conflict (id) do nothing returning 1`,
    [id, name, email, roles, repId, disabled, by],
  );
  return added.length > 0;
}

/** The member as it will be, once `check`, in the same transaction, has not thrown; null: there is none. Throws LastAdmin when nobody could let others in any more. */
export function changeMember(
  source: DataSource,
  id: string,
  change: MemberChange,
  { by, check }: { by: string; check: (manager: EntityManager, member: MemberToSave) => Promise<void> },
): Promise<MemberToSave | null> {
  return inTransaction(source, async (manager) => {
    const admins = await lockedAdmins(manager);
    const before = await lockedMember(manager, id);
    if (before === null) return null;
    const after = { ...before, ...change };
    await check(manager, after);
    if (admins.includes(id) && admins.length === 1 && !isAdmin(after)) throw new LastAdmin();
    await manager.query(
      `update member set name = $2, email = $3, roles = $4, rep_id = $5, changed_by = $7, changed_at = now(),
         disabled_at = case when $6 then coalesce(disabled_at, now()) end
       where id = $1`,
      [id, after.name, after.email, after.roles, after.repId, after.disabled, by],
    );
    return after;
  });
}

export class LastAdmin extends Error {
  constructor() {
    super('The last admin stays one.');
    this.name = 'LastAdmin';
  }
}

const isAdmin = ({ roles, disabled }: MemberToSave): boolean => roles.includes('admin') && !disabled;

/** Held until the end, so that of two admins who disable each other one is left. */
async function lockedAdmins(manager: EntityManager): Promise<string[]> {
  const rows = await manager.query<{ id: string }[]>(
    `select id from member where 'admin' = any(roles) and disabled_at is null order by id for update`,
  );
  return rows.map(({ id }) => id);
}

async function lockedMember(manager: EntityManager, id: string): Promise<MemberToSave | null> {
  const [row] = await manager.query<
    { id: string; name: string; email: string | null; roles: Role[]; repId: string | null; disabled: boolean }[]
  >(
    `select id, name, email, roles, rep_id as "repId", disabled_at is not null as disabled from member where id = $1 for update`,
    [id],
  );
  return row ?? null;
}
