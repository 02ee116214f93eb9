import type { EntityManager } from 'typeorm';
import type { Instant } from '../../domain/calendar/instant.js';

/** When a version was in force. */
export interface InForce {
  agreementVersion: number;
  fromAt: Instant;
  /** Null: it still is, and no other is signed. */
  untilAt: Instant | null;
}

/** Every version that was, is or will be in force, oldest first: few, since people sign each. */
export async function versionsInForce(manager: EntityManager): Promise<InForce[]> {
  const rows = await manager.query<{ version: number; from_at: Date; until_at: Date | null }[]>(
    `select version, in_force_at as from_at, lead(in_force_at) over (order by in_force_at) as until_at from agreement
     where in_force_at is not null order by in_force_at`,
  );
  return rows.map(({ version, from_at, until_at }) => ({
    agreementVersion: version,
    fromAt: from_at.getTime(),
    untilAt: until_at?.getTime() ?? null,
  }));
}
