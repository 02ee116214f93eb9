import type { Terms } from '../agreement/terms.js';
import type { LeadState } from '../lifecycle/lead.js';
import { versionsGiven } from '../lifecycle/sales-evidence.js';
import { underVersion } from '../lifecycle/version/under-version.js';
import type { Version, Versions } from '../lifecycle/version/version.js';
import { allGiven } from '../lifecycle/version/versions.js';
import { worldOf } from '../lifecycle/world-of.js';
import type { World } from '../lifecycle/world.js';
import { emptyLedger, type Fact, type Ledger } from '../scoring/ledger.js';
import { withFact, type Who } from '../scoring/profile-of.js';
import { record } from '../scoring/record.js';
import type { StoredTurn, VersionsThen } from './stored-lead.js';

/**
 * Makes anew, turn by turn, what the turns of one lead saw: from its facts as far as each had heard, the versions of its day, and what it noted
 * itself. To be asked for every turn that counts, oldest first: who the lead is grows from one to the next.
 */
export class WorldsThen {
  private who: Who = { profile: {}, consent: {} };
  private knownSeq = 0;
  private ledger: { version: number; ledger: Ledger } = { version: 0, ledger: emptyLedger() };

  constructor(
    private readonly facts: Fact[],
    private readonly versions: VersionsThen,
  ) {}

  /** The world of a turn that was taken from `state`. Throws when a version is not there. */
  at(state: LeadState, { seen, result }: StoredTurn): World {
    const { heardSeq: seq, teamVersion } = result;
    this.learn(seq, seen?.who);
    const terms = this.versions.terms(state.agreementVersion);
    const team = this.versions.team(teamVersion);
    const merged = seen?.merged;
    // The facts of a lead that was joined to another had left it: it saw none of them, but for its ledger.
    const facts = merged === undefined ? this.facts.filter((fact) => fact.seq <= seq) : [];
    const ledger = this.ledgerOf(state.agreementVersion, merged?.ledgerSeq ?? seq);
    return worldOf({
      ...{ state, terms, given: this.given(state), team, teamVersion, seq, who: this.who, ledger },
      ...{ news: facts, sales: facts, seen: seen ?? { now: 0 } },
    });
  }

  /** Versions beside its own that the turn knew, as the lead would have lived under them; undefined: none. */
  versionsAt(state: LeadState, { seen }: StoredTurn, own: World): Versions | undefined {
    if (seen?.versions === undefined) return undefined;
    const { inForce, others } = seen.versions;
    return { inForce, others: others.map((version) => this.under(version, state, own)) };
  }

  private under(version: number, state: LeadState, own: World): Version {
    const terms = this.versions.terms(version);
    const sales = this.facts.filter(({ seq }) => seq <= own.seq);
    const { baseline } = state;
    // Of a baseline from before it bore a number: what was received by then.
    const counted = ({ seq, receivedAt }: Fact): boolean =>
      baseline !== null && (baseline.seq === undefined ? receivedAt <= baseline.at : seq <= baseline.seq);
    const fold = (facts: Fact[]): Ledger => facts.reduce((sum, fact) => record(sum, fact, terms), emptyLedger());
    const ledgers = { before: fold(sales.filter(counted)), ledger: fold(sales) };
    return underVersion({ state, own, version, terms, given: this.given(allGiven(state)), ...ledgers, sales });
  }

  private given(state: LeadState): Record<number, Terms> {
    return Object.fromEntries(versionsGiven(state).map((version) => [version, this.versions.terms(version)]));
  }

  private learn(seq: number, told: Who | undefined): void {
    const news = this.facts.filter((fact) => fact.seq > this.knownSeq && fact.seq <= seq);
    this.who = told ?? news.reduce(withFact, this.who);
    this.knownSeq = Math.max(this.knownSeq, seq);
  }

  // In order of their numbers, as the relay does: so that a sum is the same to the last digit.
  private ledgerOf(version: number, seq: number): Ledger {
    const start = this.ledger.version === version && this.ledger.ledger.seq <= seq ? this.ledger.ledger : emptyLedger();
    const terms = this.versions.terms(version);
    const news = this.facts.filter((fact) => fact.seq > start.seq && fact.seq <= seq);
    const ledger = news.reduce((sum, fact) => record(sum, fact, terms), start);
    this.ledger = { version, ledger };
    return ledger;
  }
}
