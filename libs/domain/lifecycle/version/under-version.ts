import type { Terms } from '../../agreement/terms.js';
import type { Fact, Ledger } from '../../scoring/ledger.js';
import { takeBaseline } from '../../scoring/take-baseline.js';
import type { LeadState } from '../lead.js';
import { worldOf } from '../world-of.js';
import type { World } from '../world.js';
import type { Version } from './version.js';
import { allGiven } from './versions.js';

/** What another version is made of, beside the world that the turn sees by its own. */
export interface VersionParts {
  state: LeadState;
  own: World;
  version: number;
  terms: Terms;
  /** Terms of the versions whose promises run on, by number. */
  given: Record<number, Terms>;
  /** By this version's rules: of the facts that the baseline holds, and of all. */
  before: Ledger;
  ledger: Ledger;
  /** At least those that this version's `salesWanted` asks for. */
  sales: Fact[];
}

/** A version as the lead would live under it: its own words for what the facts say, the turn's own world for all else. */
export function underVersion({ state, own, version, terms, given, before, ledger, sales }: VersionParts): Version {
  const { team, teamVersion, seq, evidence } = own;
  const told = worldOf({
    ...{ state: allGiven(state), terms, given, team, teamVersion, seq, who: evidence, ledger },
    ...{ news: [], sales, seen: { now: 0 } },
  });
  const { loads, paces, released = [], outages, mergedIntoLeadId, touches } = own;
  const contact = { ...told.contact, sent: own.contact.sent };
  const world = { ...told, agreementVersion: version, touches, loads, paces, released, outages, mergedIntoLeadId, contact };
  return { terms, world, baselineRules: takeBaseline(before, 0).rules };
}
