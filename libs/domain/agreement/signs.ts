export const sides = ['marketing', 'sales'] as const;
export type Side = (typeof sides)[number];
export const signers = [...sides, 'both'] as const;
export type Signer = (typeof signers)[number];

/** The parts of a document: its top-level clauses, in their order. A test holds them against the schema. */
export const signedParts = [
  'review',
  'uses',
  'fields',
  'signals',
  'missing',
  'requirements',
  'disqualify',
  'scoring',
  'buyerStage',
  'sellerStage',
  'contact',
  'nurture',
  'handOffs',
  'followUp',
  'outcomes',
  'recycle',
  'reopen',
  'promises',
] as const;
/** Its name and `signs` itself are parts, too, but both sides sign them, whatever `signs` says. */
export type Part = (typeof signedParts)[number] | 'agreement' | 'signs';

/** Who must sign a change of which part; `default`, both unless it says otherwise, stands for the parts that are not named. */
export type SignsDocument = Partial<Record<(typeof signedParts)[number] | 'default', Signer>>;
export type SignsTerms = SignsDocument & { default: Signer };

export const compileSigns = (signs: SignsDocument = {}): SignsTerms => ({ ...signs, default: signs.default ?? 'both' });

/**
 * The sides that must sign a change of these parts. `signs` is that of the version which is changed, so that no draft grants its own rights; null: there
 * is none yet, and both sign. A change of nothing needs nobody.
 */
export function signersOf(signs: SignsTerms | null, changed: readonly Part[]): Side[] {
  const wanted = changed.map((part) => signerOf(signs, part));
  return sides.filter((side) => wanted.some((signer) => signer === side || signer === 'both'));
}

function signerOf(signs: SignsTerms | null, part: Part): Signer {
  if (signs === null || part === 'agreement' || part === 'signs') return 'both';
  return signs[part] ?? signs.default;
}
