import type { DataSource } from 'typeorm';
import { requireWithdrawable } from '../../domain/agreement/signing.js';
import { expectVersion, oneWriter } from './write-version.js';

/** Takes a draft or a proposal back, for good. Throws UnknownVersion, or a Refusal: it is signed by all, or another's proposal. */
export async function withdrawVersion(source: DataSource, version: number, who: { by: string; isAdmin: boolean }): Promise<void> {
  await oneWriter(source, async (manager, { at }) => {
    requireWithdrawable(await expectVersion(manager, version), who);
    await manager.query('update agreement set withdrawn_by = $2, withdrawn_at = $3 where version = $1', [
      version,
      who.by,
      new Date(at),
    ]);
  });
}
