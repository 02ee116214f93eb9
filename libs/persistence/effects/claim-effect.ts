import type { DataSource, EntityManager } from 'typeorm';
import type { Instant } from '../../domain/calendar/instant.js';
import { channelOf, type Effect } from '../../domain/lifecycle/effects.js';
import type { EffectOutcome } from '../../domain/lifecycle/inputs.js';
import { EffectRow } from '../entities/effect-row.js';
import { inTransaction } from '../in-transaction.js';
import { incidentOf } from '../incidents/incident-of.js';
import { holdEffect } from './hold-effect.js';
import type { Release } from './release.js';

/** Whose the act is now: ours to do, or over with an outcome, since `at`. */
export type Claim = { ours: true } | { ours: false; ended: { outcome: EffectOutcome; why?: string; at?: Instant } };

const over = (outcome: EffectOutcome, code: string | null = null, at: Date | null = null): Claim => ({
  ours: false,
  ended: { outcome, ...(code === null ? {} : { why: code }), ...(at === null ? {} : { at: at.getTime() }) },
});

/**
 * Takes hold of an effect before it is done, so that no attempt, worker or branch does it twice. `mayRelease` is asked in the same transaction;
 * a skip ends it, a postponement leaves it planned, and while its channel is away it is held. An effect found in the midst of sending belongs to an attempt that died: whether it went out is unknown, and it is not
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
    if (row.status === 'done' || row.status === 'unknown' || row.status === 'skipped')
      return over(row.status, row.code, wentAt(row));
    if (row.status === 'sending') return endAs(manager, row, 'unknown', null);
    if (row.abandonedBy !== null) return endAs(manager, row, 'skipped', 'effect.abandoned');
    if (release.do === 'skip') return endAs(manager, row, 'skipped', release.why);
    if (release.do === 'postpone') return over('postponed');
    const incident = await incidentOf(manager, channelOf(row.body as unknown as Effect));
    if (incident !== null && (incident.away || row.status === 'held'))
      return over('held', await holdEffect(manager, row, incident));
    Object.assign(row, { status: 'sending', attempts: row.attempts + 1, code: null, startedAt: new Date(), endedAt: null });
    await manager.save(row);
    return { ours: true };
  });
}

// One whose end nobody knows went, if it did, when it was begun.
const wentAt = ({ status, startedAt, endedAt }: EffectRow): Date | null => (status === 'unknown' ? startedAt : endedAt);

async function endAs(
  manager: EntityManager,
  row: EffectRow,
  outcome: 'unknown' | 'skipped',
  code: string | null,
): Promise<Claim> {
  Object.assign(row, { status: outcome, code, endedAt: new Date() });
  await manager.save(row);
  return over(outcome, code, wentAt(row));
}
