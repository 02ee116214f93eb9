import type { Instant } from '../calendar/instant.js';
import { Refusal } from '../lifecycle/refusal.js';
import type { MustSign } from './must-sign.js';
import type { Side } from './signs.js';
import type { Stand, Version } from './version.js';

/** Throws a Refusal: nobody changes what was proposed. */
export function requireDraft({ version, proposedAt, withdrawnAt }: Version): void {
  if (proposedAt === null && withdrawnAt === null) return;
  throw new Refusal(
    'agreement.not_a_draft',
    `Version ${version} was ${withdrawnAt === null ? 'proposed' : 'withdrawn'}, and stays as it is. ` +
      `Make a draft of your own from it: POST /v1/agreements/${version}/counter.`,
  );
}

/** Throws a Refusal: only what was proposed, and is not yet settled, is signed or countered. */
export function requireProposal({ version, proposedAt, withdrawnAt, inForceAt }: Version): void {
  if (withdrawnAt !== null)
    throw new Refusal('agreement.withdrawn', `Version ${version} was withdrawn. Counter or propose another.`);
  if (proposedAt === null)
    throw new Refusal(
      'agreement.not_proposed',
      `Version ${version} is a draft. It is proposed first: POST /v1/agreements/${version}/propose.`,
    );
  if (inForceAt !== null)
    throw new Refusal(
      'agreement.signed_already',
      `Version ${version} is signed by all who must. To change it, draft another: POST /v1/agreements?base=${version}.`,
    );
}

/** Throws a Refusal: what is in force, or will be, is only replaced; and a proposal is taken back by who made it. */
export function requireWithdrawable(found: Version, { by, isAdmin }: { by: string; isAdmin: boolean }): void {
  if (found.proposedAt === null && found.withdrawnAt === null) return;
  requireProposal(found);
  if (isAdmin || found.proposedBy === by) return;
  throw new Refusal(
    'agreement.anothers_proposal',
    `Version ${found.version} was proposed by ${found.proposedBy}, who may withdraw it. Counter it: POST /v1/agreements/${found.version}/counter.`,
  );
}

/** Throws a Refusal unless the version changes the last that was signed. */
export function requireBase({ version, base, proposedAt }: Version, { latest }: Stand): void {
  const last = latest?.version ?? null;
  if (base === last) return;
  const was = base === null ? 'no version' : `version ${base}`;
  const compare = base === null ? `GET /v1/agreements/${last}` : `GET /v1/agreements/${base}/diff/${last}`;
  const again = proposedAt === null ? `PUT /v1/agreements/${version}?base=${last}` : `POST /v1/agreements?base=${last}`;
  throw new Refusal(
    'agreement.base_superseded',
    `Version ${version} changes ${was}, and version ${last} was signed since. Read what that says (${compare}), then draft this again on it: ${again}.`,
    { base: base ?? 'none', latest: last ?? 'none' },
  );
}

/** Throws a Refusal for a date on which the version can not come into force. */
export function requireDate(effectiveAt: Instant | null, { at, latest }: Stand): void {
  if (effectiveAt === null) return;
  if (effectiveAt <= at)
    throw new Refusal(
      'agreement.date_past',
      'effectiveAt is over. Name a later instant, or leave it out: then it is in force as soon as it is signed.',
    );
  if (effectiveAt > at + farthestMs)
    throw new Refusal(
      'agreement.date_far',
      'effectiveAt is more than a year ahead, and until then no other version could come into force. Name an earlier instant.',
    );
  if (effectiveAt <= (latest?.inForceAt ?? 0))
    throw new Refusal(
      'agreement.date_before_base',
      `effectiveAt is before the date of version ${latest?.version}, which it changes. Name a later instant, or leave it out.`,
    );
}

/** Versions come into force in the order of their signatures: a slip of the year, once signed, would keep all others waiting. */
const farthestMs = 366 * 86_400_000;

/** When a version that is signed now by the last who must comes into force: at its date, and after the version it changes. */
export function inForceFrom(effectiveAt: Instant | null, { at, latest }: Stand): Instant {
  return Math.max(at, effectiveAt ?? at, (latest?.inForceAt ?? 0) + 1);
}

/** Who wants to sign, and what for. `side`: where the member is of both. */
export interface Signing {
  by: string;
  sides: readonly Side[];
  side: Side | undefined;
  /** Of the document that was read. */
  hash: string;
}

/** The side for which the member signs, or throws a Refusal. */
export function sideOf({ version, hash, signatures }: Version, must: MustSign[], signing: Signing): Side {
  if (signing.hash !== hash)
    throw new Refusal(
      'signature.other_document',
      `You have read another document than version ${version}. Read it again (GET /v1/agreements/${version}), and sign its hash.`,
    );
  const side = sideMeant(signing, must);
  if (!must.some((one) => one.side === side))
    throw new Refusal('signature.not_needed', `Version ${version} changes nothing that ${side} signs.`);
  const [given] = signatures.filter((signature) => signature.side === side);
  if (given !== undefined)
    throw new Refusal('signature.given_already', `Version ${version} is signed for ${side} already, by ${given.by}.`);
  if (signatures.some(({ by }) => by === signing.by))
    throw new Refusal(
      'signature.one_side_each',
      `You signed version ${version} for the other side. Have another member sign for ${side}.`,
    );
  return side;
}

function sideMeant({ sides, side }: Signing, must: MustSign[]): Side {
  if (side !== undefined) {
    if (sides.includes(side)) return side;
    throw new Refusal('signature.other_side', `You do not sign for ${side}: that is for a member with the role ${side}.`);
  }
  const [own, other] = sides;
  if (own === undefined)
    throw new Refusal('signature.no_side', 'Only members with the role marketing or sales sign. Have one of them do it.');
  if (other === undefined) return own;
  const [needed, more] = must;
  if (needed !== undefined && more === undefined) return needed.side;
  throw new Refusal('signature.which_side', 'You are of both sides. Say for which one you sign: side.');
}
