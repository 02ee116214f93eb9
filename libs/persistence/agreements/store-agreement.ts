import type { DataSource } from 'typeorm';
import type { AgreementDocument } from '../../domain/agreement/document.js';
import { bodyHash } from '../body-hash.js';
import { nextVersion, type StoredVersion } from './next-version.js';

/** Puts an agreement in force as the next version. Compile it first: only documents without problems are stored. */
export async function storeAgreement(source: DataSource, document: AgreementDocument): Promise<StoredVersion> {
  const name = document.agreement;
  const hash = bodyHash(document).toString('hex');
  return source.transaction(async (manager) => {
    const { version, isNew } = await nextVersion(manager, 'agreement', hash);
    if (isNew)
      await manager.query('insert into agreement (version, name, hash, document) values ($1, $2, $3, $4)', [
        version,
        name,
        hash,
        JSON.stringify(document),
      ]);
    return { version, name, created: isNew };
  });
}
