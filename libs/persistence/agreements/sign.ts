import type { DataSource } from 'typeorm';
import { inForceFrom, requireBase, requireProposal, sideOf, type Signing } from '../../domain/agreement/signing.js';
import { expectVersion, noCheck, oneWriter, signersNeeded, type CheckFit } from './write-version.js';

/** Signs a proposal for one side; the last side that must sign brings it into force at its date. Throws UnknownVersion, a Refusal, or what `check` throws. */
export async function signVersion(
  source: DataSource,
  version: number,
  signing: Signing,
  check: CheckFit = noCheck,
): Promise<void> {
  await oneWriter(source, async (manager, stand) => {
    await check(manager);
    const proposal = await expectVersion(manager, version);
    requireProposal(proposal);
    requireBase(proposal, stand);
    const must = await signersNeeded(manager, proposal);
    const side = sideOf(proposal, must, signing);
    await manager.query('insert into signature (version, side, member, at, hash) values ($1, $2, $3, $4, $5)', [
      version,
      side,
      signing.by,
      new Date(stand.at),
      signing.hash,
    ]);
    const signed = new Set([side, ...proposal.signatures.map((signature) => signature.side)]);
    if (must.some((one) => !signed.has(one.side))) return;
    const from = new Date(inForceFrom(proposal.effectiveAt, stand));
    await manager.query('update agreement set in_force_at = $2 where version = $1', [version, from]);
  });
}
