import type { Instant } from '../calendar/instant.js';
import type { Side } from './signs.js';

/** One side's yes to a version, by the hash of the document that was read. */
export interface Signature {
  side: Side;
  /** The member who signed. */
  by: string;
  at: Instant;
}

/** A version of the agreement, but for its document. Its instants say where it stands. */
export interface Version {
  version: number;
  name: string;
  /** SHA-256 of the document, hex. */
  hash: string;
  /** The signed version that it changes; null: there was none. */
  base: number | null;
  /** The proposal that it answers. */
  counters: number | null;
  /** Who wrote its document last; null: it is older than members. */
  draftedBy: string | null;
  draftedAt: Instant;
  proposedBy: string | null;
  proposedAt: Instant | null;
  /** When its proposer wants it in force; null: as soon as it is signed. */
  effectiveAt: Instant | null;
  /** Known once the last side has signed; may lie ahead. */
  inForceAt: Instant | null;
  withdrawnBy: string | null;
  withdrawnAt: Instant | null;
  signatures: Signature[];
}

/** What all versions are measured by at an instant. */
export interface Stand {
  at: Instant;
  /** The version that new leads take. */
  inForce: number | null;
  /** The last that was signed, in force already or from its date on: what a proposal must change. */
  latest: Pick<Version, 'version' | 'inForceAt'> | null;
}

export const versionStates = ['draft', 'proposed', 'withdrawn', 'signed', 'inForce', 'superseded'] as const;
/** `signed`: by all who must, and its date lies ahead. */
export type VersionState = (typeof versionStates)[number];

export function stateOf({ version, ...instants }: Version, { at, inForce }: Stand): VersionState {
  if (instants.withdrawnAt !== null) return 'withdrawn';
  if (instants.proposedAt === null) return 'draft';
  if (instants.inForceAt === null) return 'proposed';
  if (version === inForce) return 'inForce';
  return instants.inForceAt > at ? 'signed' : 'superseded';
}
