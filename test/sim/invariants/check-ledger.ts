import { changesAt } from '../../../libs/domain/scoring/changes-at.js';
import type { Evidence } from '../../../libs/domain/scoring/evidence.js';
import { effectiveAt } from '../../../libs/domain/scoring/effective-at.js';
import { isEvidence } from '../../../libs/domain/scoring/is-evidence.js';
import { emptyLedger, type Ledger } from '../../../libs/domain/scoring/ledger.js';
import { record } from '../../../libs/domain/scoring/record.js';
import { ruleValue } from '../../../libs/domain/scoring/rule-value.js';
import { isSameStanding, standingAt } from '../../../libs/domain/scoring/standing-at.js';
import { seeded } from '../../support/seeded.js';
import { teamOf, type House, type SimLead } from '../house.js';
import { day, type Instant } from '../time.js';
import { check, type Invariant } from './broken.js';

interface LedgerMoment {
  house: House;
  lead: SimLead;
  at: Instant;
}

/** Looks at what the facts add up to, and at when that changes by itself. */
export const checkLedger = (house: House, lead: SimLead, at: Instant): void => check(ofLedger, { house, lead, at }, lead, at);

const ofLedger: Invariant<LedgerMoment>[] = [
  {
    name: 'any-order',
    sentence: 'The same facts in any order give the same ledger.',
    fault: ({ house, lead, at }) => {
      const shuffled = seeded(at % 1_000_003).shuffled(lead.facts);
      const other = shuffled.reduce((ledger, fact) => record(ledger, fact, house.plot.terms), emptyLedger());
      return ledgerFault(lead.ledger, other);
    },
  },
  {
    name: 'brute-force',
    sentence: 'The value of a rule is the sum of the facts since its baseline, each as faded as it is old.',
    fault: ({ house, lead, at }) => {
      const { terms } = house.plot;
      const evidence = evidenceOf(house, lead);
      const counted = lead.facts.filter(({ seq }) => seq > (evidence.baseline?.seq ?? 0));
      for (const rule of terms.scoring.engagement) {
        const signal = terms.signals[rule.signal];
        const shown = counted.filter((fact) => signal !== undefined && isEvidence(signal, fact));
        const sum = shown.reduce((total, fact) => total + rule.points * fading(at - effectiveAt(fact), rule.halfLifeMs), 0);
        const value = ruleValue(rule, evidence, at);
        const whole = Math.max(1, Math.abs(sum), Math.abs(evidence.ledger.rules[rule.id]?.value ?? 0));
        if (Math.abs(sum - value) > 1e-6 * whole) return `${rule.id} is ${value}, and adds up to ${sum}`;
      }
      return null;
    },
  },
  {
    name: 'changes-at',
    sentence: 'A standing stays as it is until the instant at which it is said to change, and is another then.',
    fault: ({ house, lead, at }) => {
      const evidence = evidenceOf(house, lead);
      const { terms } = house.plot;
      const changed = changesAt(evidence, terms, at);
      const now = standingAt(evidence, terms, at);
      if (changed !== null && isSameStanding(now, standingAt(evidence, terms, changed))) return `nothing changes at ${changed}`;
      const chance = seeded(at % 999_983);
      const until = changed ?? at + 400 * day;
      for (let n = 0; n < 12; n += 1) {
        const between = n === 0 ? until - 1_000 : at + Math.floor(((until - at) * chance.below(1_000_000)) / 1_000_000);
        if (between < at || between < newest(lead)) continue;
        if (!isSameStanding(now, standingAt(evidence, terms, between)))
          return `it changes by ${between}, and is said to at ${changed}`;
      }
      return null;
    },
  },
];

const fading = (ms: number, halfLifeMs: number | null): number => (halfLifeMs === null ? 1 : 2 ** (-ms / halfLifeMs));
const newest = ({ ledger }: SimLead): Instant => Math.max(0, ...Object.values(ledger.rules).map(({ at }) => at));

function evidenceOf(house: House, { profile, consent, ledger, state }: SimLead): Evidence {
  return { profile, consent, ledger, lists: teamOf(house).lists, baseline: state?.baseline ?? null };
}

function ledgerFault(one: Ledger, other: Ledger): string | null {
  const ids = new Set([...Object.keys(one.rules), ...Object.keys(other.rules)]);
  const differs = [...ids].find((id) => !isSameRule(one.rules[id], other.rules[id]));
  if (differs !== undefined) return `rule ${differs} differs`;
  const signals = ({ signals }: Ledger): string => JSON.stringify(Object.entries(signals).sort(([a], [b]) => (a < b ? -1 : 1)));
  return signals(one) === signals(other) ? null : 'signals differ';
}

// Values were added up in another order, so their last digits may differ; nothing else may.
function isSameRule(one: Ledger['rules'][string] | undefined, other: typeof one): boolean {
  if (one === undefined || other === undefined) return one === other;
  const isClose = Math.abs(one.value - other.value) <= 1e-6 * Math.max(1, Math.abs(one.value));
  return isClose && one.at === other.at && one.count === other.count;
}
