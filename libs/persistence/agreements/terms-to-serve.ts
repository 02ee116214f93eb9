import type { EntityManager } from 'typeorm';
import type { Terms } from '../../domain/agreement/terms.js';
import { agreementInForce } from './in-force.js';
import { loadTerms } from './load-terms.js';

/** The terms that a team must have all for: of the version in force, and of those that are signed for a later date. */
export async function termsToServe(manager: EntityManager): Promise<Terms[]> {
  const rows = await manager.query<{ version: number }[]>(
    `select version from agreement where in_force_at > now() or version = ${agreementInForce()} order by in_force_at`,
  );
  return Promise.all(rows.map(({ version }) => loadTerms(manager, version)));
}
