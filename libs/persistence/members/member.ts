/** What a member may do is the union of its roles. `admin` may do all but what only a side may: sign. */
export const roles = ['marketing', 'sales', 'manager', 'rep', 'ops', 'admin'] as const;
export type Role = (typeof roles)[number];

/** A person, or a machine such as marketing automation, that uses Baton under a name of its own. */
export interface Member {
  /** Stands wherever something is written: `by`. */
  id: string;
  roles: Role[];
  /** Who the member is in the team; null: nobody there. */
  repId: string | null;
  /** By it the team names managers. Personal: never logged. */
  email: string | null;
}
