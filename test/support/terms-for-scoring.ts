import type { SignalRule, Terms } from '../../libs/domain/agreement/terms.js';
import type { Evidence } from '../../libs/domain/scoring/evidence.js';
import { emptyLedger, type Fact } from '../../libs/domain/scoring/ledger.js';
import { record } from '../../libs/domain/scoring/record.js';

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;
/** An arbitrary Monday, 2026-01-05T00:00Z. */
export const start = 1_767_571_200_000;

/** A signal shown by every fact of the kind that bears its name. */
export const signalOf = (kind: string, rule: Partial<SignalRule> = {}): SignalRule => ({
  clause: `signals.${kind}`,
  matchers: [{ kind, where: {} }],
  times: 1,
  withinMs: null,
  topic: null,
  ...rule,
});

export const engagementOf = (
  signal: string,
  points: number,
  rule: Partial<Terms['scoring']['engagement'][number]> = {},
): Terms['scoring']['engagement'][number] => ({
  id: signal,
  clause: `scoring.engagement.${signal}`,
  signal,
  points,
  halfLifeMs: null,
  cap: null,
  ...rule,
});

/** A band and its floor of engagement; none: the last band. */
export const bandOfFloor = (band: string, engagementGte: number | null, fitGte: number | null = null) => ({
  band,
  clause: `scoring.bands.${band}`,
  fitGte,
  engagementGte,
});

/** Terms that say nothing but what a test of scoring gives. */
export const termsForScoring = (given: Partial<Omit<Terms, 'scoring'>> & { scoring?: Partial<Terms['scoring']> }): Terms => ({
  name: 'scoring',
  signs: { default: 'both' },
  review: null,
  uses: { team: null, lists: [] },
  fields: {},
  signals: {},
  conditions: [],
  requirements: {},
  missing: null,
  disqualify: [],
  sellerStage: {},
  contact: { zone: 'UTC', cap: null, hours: null, late: null },
  nurture: { whileSales: 'quiet', tracks: [] },
  lanes: [],
  cadences: {},
  results: {},
  gaps: [],
  outcomes: [],
  recycle: { atMost: null, counts: 'all' },
  reopen: null,
  promises: [],
  ringSet: [],
  ringFields: [],
  ...given,
  scoring: { fit: [], engagement: [], bands: [bandOfFloor('cold', null)], buyerStage: {}, ...given.scoring },
});

export const factAt = (occurredAt: number, kind: string, data: Fact['data'] = {}): Fact => ({
  id: `${kind}-${occurredAt}`,
  seq: 1,
  kind,
  occurredAt,
  receivedAt: occurredAt,
  data,
});

/** What a lead without profile has shown by these facts. */
export const evidenceOf = (facts: Fact[], terms: Terms, given: Partial<Evidence> = {}): Evidence => ({
  profile: {},
  consent: {},
  lists: {},
  baseline: null,
  ledger: facts.reduce((ledger, fact) => record(ledger, fact, terms), emptyLedger()),
  ...given,
});
