import type { DataSource } from 'typeorm';
import { channelOf, type Effect } from '../../domain/lifecycle/effects.js';
import { EffectRow } from '../entities/effect-row.js';
import { inTransaction } from '../in-transaction.js';
import { incidentOf } from '../incidents/incident-of.js';
import { noteWeather } from '../incidents/note-weather.js';
import { holdEffect } from './hold-effect.js';

/**
 * A claimed effect that its channel did not take. Null: the next attempt may do it. If the channel is away by now, the effect is held, which
 * spares the attempts: the incident's code. One that another attempt has claimed after `claimedAt` is that one's, and stays as it is.
 */
export function meetWeather(
  source: DataSource,
  leadId: string,
  key: string,
  code: string,
  claimedAt = new Date(),
): Promise<string | null> {
  return inTransaction(source, async (manager) => {
    const row = await manager.findOneOrFail(EffectRow, { where: { leadId, key }, lock: { mode: 'pessimistic_write' } });
    const channel = channelOf(row.body as unknown as Effect);
    await noteWeather(manager, channel, `${leadId}/${key}`, code);
    if (row.status !== 'sending' || (row.startedAt !== null && row.startedAt > claimedAt)) return null;
    Object.assign(row, { status: 'planned', code, endedAt: new Date() });
    const incident = await incidentOf(manager, channel);
    if (incident?.away === true) return holdEffect(manager, row, incident);
    await manager.save(row);
    return null;
  });
}
