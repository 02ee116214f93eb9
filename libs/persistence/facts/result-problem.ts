import type { EntityManager } from 'typeorm';
import { hint } from '../../domain/agreement/nearest.js';
import { loadTerms } from '../agreements/load-terms.js';
import type { FactProblem } from './incoming-fact.js';

/**
 * Why a touch of this channel can't have come to this, by the agreement that the lead lives under; null: it can. A channel of which the agreement
 * lists no results takes any, and so does a lead without a life.
 */
export async function resultProblem(
  manager: EntityManager,
  leadId: string,
  channel: string,
  result: string | undefined,
): Promise<FactProblem | null> {
  if (result === undefined) return null;
  const [life] = await manager.query<{ version: number }[]>('select agreement_version as version from life where lead_id = $1', [
    leadId,
  ]);
  const listed = life === undefined ? undefined : (await loadTerms(manager, life.version)).results[channel];
  if (listed === undefined || Object.hasOwn(listed, result)) return null;
  return {
    code: 'fact.malformed',
    path: 'result',
    message: `The agreement knows no result \`${result}\` of a ${channel}:`,
    cure: hint(result, Object.keys(listed), 'leave it out, and say how it went in the note'),
  };
}
