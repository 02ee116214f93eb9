import type { DataSource, EntityManager } from 'typeorm';
import type { EffectOutcome } from '../../domain/lifecycle/inputs.js';
import { EffectRow } from '../entities/effect-row.js';
import { inTransaction } from '../in-transaction.js';

/** Whose the act is now: ours to do, or over with an outcome. */
export type Claim = { ours: true } | { ours: false; outcome: EffectOutcome };

const over = (outcome: EffectOutcome): Claim => ({ ours: false, outcome });

/**
 * Takes hold of an effect before it is done, so that no attempt, worker or branch does it twice. `mayRelease` is asked in the same transaction;
 * a no ends it as skipped. An effect found in the midst of sending belongs to an attempt that died: whether it went out is unknown, and it is not
 * done again. Throws if the effect was never planned.
 */
export function claimEffect(
  source: DataSource,
  leadId: string,
  key: string,
  mayRelease: (manager: EntityManager) => Promise<boolean> = async () => true,
): Promise<Claim> {
  return inTransaction(source, async (manager) => {
    const released = await mayRelease(manager);
    const row = await manager.findOneOrFail(EffectRow, { where: { leadId, key }, lock: { mode: 'pessimistic_write' } });
    if (row.status === 'done' || row.status === 'unknown' || row.status === 'skipped') return over(row.status);
    if (row.status === 'sending') return over(await endAs(manager, row, 'unknown'));
    if (row.abandonedBy !== null || !released) return over(await endAs(manager, row, 'skipped'));
    Object.assign(row, { status: 'sending', attempts: row.attempts + 1, code: null, startedAt: new Date(), endedAt: null });
    await manager.save(row);
    return { ours: true };
  });
}

async function endAs(manager: EntityManager, row: EffectRow, outcome: EffectOutcome): Promise<EffectOutcome> {
  Object.assign(row, { status: outcome, endedAt: new Date() });
  await manager.save(row);
  return outcome;
}
