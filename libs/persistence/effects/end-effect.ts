import type { DataSource } from 'typeorm';
import { EffectRow } from '../entities/effect-row.js';

/** How a claimed effect ended. `failed`: refused for good; `retry` may try again. */
export type Ending = { status: 'done'; receipt: string } | { status: 'unknown' } | { status: 'failed'; code: string };

/** Notes how an attempt ended, for as long as the claim is still its own. */
export async function endEffect(
  source: DataSource,
  leadId: string,
  key: string,
  ending: Ending,
  endedAt = new Date(),
): Promise<void> {
  await source.manager.update(EffectRow, { leadId, key, status: 'sending' }, { ...ending, endedAt });
}
