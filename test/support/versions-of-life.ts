import type { Terms } from '../../libs/domain/agreement/terms.js';
import { runTurn, type Turn, type TurnOutcome } from '../../libs/domain/lifecycle/run-turn.js';
import type { Version } from '../../libs/domain/lifecycle/version/version.js';
import { mustKnowVersions } from '../../libs/domain/lifecycle/version/versions.js';
import type { Baseline } from '../../libs/domain/scoring/evidence.js';
import { emptyLedger, type Fact, type Ledger } from '../../libs/domain/scoring/ledger.js';
import { record } from '../../libs/domain/scoring/record.js';

/** Decides as a turn in Postgres: by the lead's own version alone, unless it turns out to need the one in force, or is asked for another. */
export function decideTurn(turn: Turn, inForce: number, others: () => Version[]): TurnOutcome {
  const isAsked = turn.inputs.some((input) => input.kind === 'command' && input.command.kind.endsWith('Version'));
  const alone = isAsked ? null : runTurn(turn);
  const isOther = inForce !== turn.state.agreementVersion;
  if (alone !== null && !(isOther && mustKnowVersions(alone.result.events))) return alone;
  return runTurn({ ...turn, versions: { inForce, others: others() } });
}

export const ledgerOf = (facts: Fact[], terms: Terms): Ledger =>
  facts.reduce((ledger, fact) => record(ledger, fact, terms), emptyLedger());

/** What a baseline leaves out, by the rules of these terms. */
export function rulesBefore(baseline: Baseline | null, facts: Fact[], terms: Terms): Baseline['rules'] {
  if (baseline === null) return {};
  const { rules } = ledgerOf(
    facts.filter(({ seq }) => seq <= (baseline.seq ?? 0)),
    terms,
  );
  return Object.fromEntries(Object.entries(rules).map(([id, { value, at }]) => [id, { value, at }]));
}
