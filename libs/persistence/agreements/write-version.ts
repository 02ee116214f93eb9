import type { DataSource, EntityManager } from 'typeorm';
import { Refusal } from '../../domain/lifecycle/refusal.js';
import type { AgreementDocument } from '../../domain/agreement/document.js';
import { mustSign, type MustSign } from '../../domain/agreement/must-sign.js';
import type { Stand } from '../../domain/agreement/version.js';
import { loadStand, loadVersion, type StoredAgreement } from './load-version.js';

/** There is no such version. */
export class UnknownVersion extends Error {
  constructor(readonly version: number) {
    super(`There is no version ${version} of the agreement`);
    this.name = 'UnknownVersion';
  }
}

/** Throws when the team and the versions do not fit. Asked under the locks, so that a team and a version can't pass each other's check. */
export type CheckFit = (manager: EntityManager) => Promise<void>;
export const noCheck: CheckFit = async () => undefined;

/**
 * One change of the agreement's versions at a time: what is signed decides which base a proposal may have, so they can't be judged one by one.
 * Readers, and the turns among them, never wait for it.
 */
export function oneWriter<T>(source: DataSource, write: (manager: EntityManager, stand: Stand) => Promise<T>): Promise<T> {
  return source.transaction(async (manager) => {
    await manager.query('lock table agreement in share row exclusive mode');
    return write(manager, await loadStand(manager));
  });
}

/** Throws UnknownVersion. */
export async function expectVersion(manager: EntityManager, version: number): Promise<StoredAgreement> {
  const found = await loadVersion(manager, version);
  if (found) return found;
  throw new UnknownVersion(version);
}

/** Who must sign the version. Throws a Refusal if it changes nothing. */
export async function signersNeeded(manager: EntityManager, { version, base, document }: StoredAgreement): Promise<MustSign[]> {
  const must = mustSign(await baseDocument(manager, base), document);
  if (must.length > 0) return must;
  throw new Refusal('agreement.no_change', `Version ${version} says what version ${base} says: there is nothing to sign.`);
}

/** The document of the version that is changed; null for the first. */
export async function baseDocument(manager: EntityManager, base: number | null): Promise<AgreementDocument | null> {
  return base === null ? null : (await expectVersion(manager, base)).document;
}
