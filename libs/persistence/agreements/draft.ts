import type { DataSource, EntityManager } from 'typeorm';
import type { AgreementDocument } from '../../domain/agreement/document.js';
import { requireDraft, requireProposal } from '../../domain/agreement/signing.js';
import { Refusal } from '../../domain/lifecycle/refusal.js';
import { bodyHash } from '../body-hash.js';
import { expectVersion, oneWriter } from './write-version.js';

/** A document to store; it has been compiled, so it has no problems. `by`: the member who sends it. */
export interface DraftToStore {
  document: AgreementDocument;
  by: string;
  /** The signed version that it changes; absent: the last that was signed, or for an edit the base it has. */
  base?: number | undefined;
}

/** `created: false`: the last signed version says the very same, and nothing was stored. */
export interface StoredDraft {
  version: number;
  name: string;
  hash: string;
  created: boolean;
}

/** Stores a draft as a new version. Throws UnknownVersion, or a Refusal for a base that nobody has signed. */
export async function storeDraft(source: DataSource, { document, by, base }: DraftToStore): Promise<StoredDraft> {
  const hash = hashOf(document);
  return oneWriter(source, async (manager, { latest }) => {
    if (latest !== null && base === undefined && (await expectVersion(manager, latest.version)).hash === hash)
      return { version: latest.version, name: document.agreement, hash, created: false };
    if (base !== undefined) await requireSigned(manager, base);
    return insertDraft(manager, { document, by, hash, base: base ?? latest?.version ?? null, counters: null });
  });
}

/** A draft that answers a proposal: on the same base, with another document or, to begin with, the same. Throws UnknownVersion or a Refusal. */
export async function storeCounter(
  source: DataSource,
  version: number,
  { by, document }: { by: string; document: AgreementDocument | null },
): Promise<StoredDraft> {
  return oneWriter(source, async (manager) => {
    const proposal = await expectVersion(manager, version);
    requireProposal(proposal);
    const own = document ?? proposal.document;
    return insertDraft(manager, { document: own, by, hash: hashOf(own), base: proposal.base, counters: version });
  });
}

/** Replaces a draft's document, and its base if another is named. Throws UnknownVersion, or a Refusal for what is no draft any more. */
export async function editDraft(source: DataSource, version: number, { document, by, base }: DraftToStore): Promise<StoredDraft> {
  const hash = hashOf(document);
  return oneWriter(source, async (manager) => {
    const draft = await expectVersion(manager, version);
    requireDraft(draft);
    if (base !== undefined) await requireSigned(manager, base);
    await manager.query(
      `update agreement set name = $2, hash = $3, document = $4, base = $5, drafted_by = $6, drafted_at = clock_timestamp()
       where version = $1`,
      [version, document.agreement, hash, JSON.stringify(document), base ?? draft.base, by],
    );
    return { version, name: document.agreement, hash, created: false };
  });
}

const hashOf = (document: AgreementDocument): string => bodyHash(document);

async function requireSigned(manager: EntityManager, base: number): Promise<void> {
  if ((await expectVersion(manager, base)).inForceAt !== null) return;
  throw new Refusal('agreement.base_not_signed', `Version ${base} is not signed. Leave base out: then it is the last that was.`);
}

interface NewDraft extends Omit<DraftToStore, 'base'> {
  hash: string;
  base: number | null;
  counters: number | null;
}

async function insertDraft(manager: EntityManager, { document, by, hash, base, counters }: NewDraft): Promise<StoredDraft> {
  const [row] = await manager.query<{ version: number }[]>(
    `insert into agreement (version, name, hash, document, base, counters, drafted_by, drafted_at)
     select coalesce(max(version), 0) + 1, $1, $2, $3, $4, $5, $6, clock_timestamp() from agreement returning version`,
    [document.agreement, hash, JSON.stringify(document), base, counters, by],
  );
  return { version: row?.version ?? 0, name: document.agreement, hash, created: true };
}
