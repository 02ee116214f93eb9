import type { EntityManager } from 'typeorm';
import type { Instant } from '../../domain/calendar/instant.js';
import { mustSign, type MustSign } from '../../domain/agreement/must-sign.js';
import { reviewOf } from '../../domain/agreement/review.js';
import { stateOf, type Stand, type VersionState } from '../../domain/agreement/version.js';
import { loadTerms } from '../agreements/load-terms.js';
import { loadStand, type StoredAgreement } from '../agreements/load-version.js';
import { backtestStatus, type BacktestView } from './backtest.js';
import { baseDocument, expectVersion } from '../agreements/write-version.js';

/** A version, where it stands, and what it still takes. */
export interface VersionNow extends StoredAgreement {
  state: VersionState;
  /** The sides whose signatures it needs, and for which of its parts. */
  mustSign: (MustSign & { signed: boolean })[];
  /** Another version was signed since this was drafted: it must be drafted again on that one. */
  baseSuperseded: boolean;
  /** By the agreement's own clock: when it is to be looked at again, and from when on its people are reminded; null: it says nothing, or is not in force. */
  reviewDueAt: Instant | null;
  remindAt: Instant | null;
  /** Its last test on the stored history; `ofThis`: of the document as it is now. Null: it was not tested. */
  backtest: (Pick<BacktestView, 'status' | 'fromAt' | 'toAt' | 'endedAt'> & { ofThis: boolean }) | null;
}

/** A version as it stands now. Throws UnknownVersion. */
export async function agreementVersion(manager: EntityManager, version: number): Promise<VersionNow> {
  const found = await expectVersion(manager, version);
  const stand = await loadStand(manager);
  const must = mustSign(await baseDocument(manager, found.base), found.document);
  const signed = new Set(found.signatures.map(({ side }) => side));
  return {
    ...found,
    state: stateOf(found, stand),
    mustSign: must.map((one) => ({ ...one, signed: signed.has(one.side) })),
    baseSuperseded: isSuperseded(found, stand),
    ...(await review(manager, found, stand)),
    backtest: await backtestOf(manager, found),
  };
}

function isSuperseded({ base, inForceAt, withdrawnAt }: StoredAgreement, { latest }: Stand): boolean {
  return inForceAt === null && withdrawnAt === null && base !== (latest?.version ?? null);
}

async function review(
  manager: EntityManager,
  { version, inForceAt }: StoredAgreement,
  { inForce }: Stand,
): Promise<Pick<VersionNow, 'reviewDueAt' | 'remindAt'>> {
  if (version !== inForce || inForceAt === null) return { reviewDueAt: null, remindAt: null };
  return reviewOf((await loadTerms(manager, version)).review, inForceAt);
}

async function backtestOf(manager: EntityManager, { version, hash }: StoredAgreement): Promise<VersionNow['backtest']> {
  const [last] = await manager.query<NonNullable<VersionNow['backtest']>[]>(
    `select ${backtestStatus} as status, from_at as "fromAt", to_at as "toAt", ended_at as "endedAt", hash = $2 as "ofThis"
     from backtest where version = $1 order by started_at desc limit 1`,
    [version, hash],
  );
  return last ?? null;
}
