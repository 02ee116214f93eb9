import type { EntityManager } from 'typeorm';
import { agreementInForce } from './in-force.js';

/** A version of the agreement or the team as it was posted. */
export interface CurrentDocument {
  version: number;
  name: string;
  inForceAt: Date;
  document: Record<string, unknown>;
}

/** The version in force, or null while there is none. */
export async function currentDocument(manager: EntityManager, table: 'agreement' | 'team'): Promise<CurrentDocument | null> {
  const [row] = await manager.query<CurrentDocument[]>(
    `select version, name, in_force_at as "inForceAt", document from ${table} where version = ${inForce[table]}`,
  );
  return row ?? null;
}

const inForce = { agreement: agreementInForce(), team: '(select max(version) from team)' };
