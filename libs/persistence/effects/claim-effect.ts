import type { DataSource, EntityManager } from 'typeorm';
import type { EffectOutcome } from '../../domain/lifecycle/inputs.js';
import { EffectRow } from '../entities/effect-row.js';
import { inTransaction } from '../in-transaction.js';
import type { Release } from './release.js';

/** Whose the act is now: ours to do, or over with an outcome. */
export type Claim = { ours: true } | { ours: false; ended: { outcome: EffectOutcome; why?: string } };

const over = (outcome: EffectOutcome, code: string | null = null): Claim => ({
  ours: false,
  ended: code === null ? { outcome } : { outcome, why: code },
});

/**
 * Takes hold of an effect before it is done, so that no attempt, worker or branch does it twice. `mayRelease` is asked in the same transaction;
 * a skip ends it, a postponement leaves it planned. An effect found in the midst of sending belongs to an attempt that died: whether it went out is unknown, and it is not
 * done again. Throws if the effect was never planned.
 */
export function claimEffect(
  source: DataSource,
  leadId: string,
  key: string,
  mayRelease: (manager: EntityManager) => Promise<Release> = async () => ({ do: 'go' }),
): Promise<Claim> {
  return inTransaction(source, async (manager) => {
    const release = await mayRelease(manager);
    const row = await manager.findOneOrFail(EffectRow, { where: { leadId, key }, lock: { mode: 'pessimistic_write' } });
    if (row.status === 'done' || row.status === 'unknown' || row.status === 'skipped') return over(row.status, row.code);
    if (row.status === 'sending') return endAs(manager, row, 'unknown', null);
    if (row.abandonedBy !== null) return endAs(manager, row, 'skipped', 'effect.abandoned');
    if (release.do === 'skip') return endAs(manager, row, 'skipped', release.why);
    if (release.do === 'postpone') return over('postponed');
    Object.assign(row, { status: 'sending', attempts: row.attempts + 1, code: null, startedAt: new Date(), endedAt: null });
    await manager.save(row);
    return { ours: true };
  });
}

async function endAs(
  manager: EntityManager,
  row: EffectRow,
  outcome: 'unknown' | 'skipped',
  code: string | null,
): Promise<Claim> {
  Object.assign(row, { status: outcome, code, endedAt: new Date() });
  await manager.save(row);
  return over(outcome, code);
}
