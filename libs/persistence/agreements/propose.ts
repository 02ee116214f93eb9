import type { DataSource } from 'typeorm';
import type { Instant } from '../../domain/calendar/instant.js';
import { requireBase, requireDate, requireDraft } from '../../domain/agreement/signing.js';
import { expectVersion, noCheck, oneWriter, signersNeeded, type CheckFit } from './write-version.js';

/**
 * Proposes a draft: from now on it does not change, and the sides may sign it. `effectiveAt` null: it is in force as soon as it is signed.
 * Throws UnknownVersion, a Refusal (no draft, a superseded base, a date that is over, nothing changed), or what `check` throws.
 */
export async function proposeDraft(
  source: DataSource,
  version: number,
  { by, effectiveAt }: { by: string; effectiveAt: Instant | null },
  check: CheckFit = noCheck,
): Promise<void> {
  await oneWriter(source, async (manager, stand) => {
    await check(manager);
    const draft = await expectVersion(manager, version);
    requireDraft(draft);
    requireBase(draft, stand);
    requireDate(effectiveAt, stand);
    await signersNeeded(manager, draft);
    await manager.query('update agreement set proposed_by = $2, proposed_at = $3, effective_at = $4 where version = $1', [
      version,
      by,
      new Date(stand.at),
      effectiveAt === null ? null : new Date(effectiveAt),
    ]);
  });
}
