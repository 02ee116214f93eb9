import type { DataSource } from 'typeorm';
import type { AgreementDocument } from '../../libs/domain/agreement/document.js';
import { storeDraft, type StoredDraft } from '../../libs/persistence/agreements/draft.js';
import { proposeDraft } from '../../libs/persistence/agreements/propose.js';
import { signVersion } from '../../libs/persistence/agreements/sign.js';
import { expectVersion, signersNeeded } from '../../libs/persistence/agreements/write-version.js';

/** Puts an agreement in force at once: drafted, proposed and signed by those who must, as over HTTP. Compile it first. */
export async function storeAgreement(source: DataSource, document: AgreementDocument): Promise<StoredDraft> {
  const draft = await storeDraft(source, { document, by: members.marketing });
  if (!draft.created) return draft;
  const { version, hash } = draft;
  await proposeDraft(source, version, { by: members.marketing, effectiveAt: null });
  const must = await signersNeeded(source.manager, await expectVersion(source.manager, version));
  for (const { side } of must) await signVersion(source, version, { by: members[side], sides: [side], side, hash });
  return draft;
}

const members = { marketing: 'mona', sales: 'sven' };
