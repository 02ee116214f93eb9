import { diffAgreements, type Change } from '../../../libs/domain/agreement/diff.js';
import { mustSign, type MustSign } from '../../../libs/domain/agreement/must-sign.js';
import { expectVersion } from '../../../libs/persistence/agreements/write-version.js';
import type { ApiParts } from '../api-parts.js';

/** What a version says differently from another, and who would have to sign that. */
export interface Diff {
  from: number;
  to: number;
  changes: Change[];
  mustSign: MustSign[];
}

/** Throws UnknownVersion. */
export async function diffOf({ source }: ApiParts, from: number, to: number): Promise<Diff> {
  const before = (await expectVersion(source.manager, from)).document;
  const after = (await expectVersion(source.manager, to)).document;
  return { from, to, changes: diffAgreements(before, after), mustSign: mustSign(before, after) };
}
