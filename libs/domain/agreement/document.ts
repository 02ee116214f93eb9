import type { BuyerStage, SellerStage } from '../scoring/standing.js';
import type { Condition, Scalar, ValueTest } from './conditions.js';
import type { GapDocument, ResultDocument } from './follow-up.js';
import type { PromiseDocument } from './promises.js';
import type { ReviewDocument } from './review.js';
import type { SignsDocument } from './signs.js';
import type { ClockRule, OutcomeRule, Strategy, Terms } from './terms.js';

/**
 * The agreement as people write it (YAML or JSON), after the schema has passed it: shapes are right, names and units are not yet checked.
 * Durations are texts with units: `200ms`, `45s`, `30min`, `2h`, `3d` (24 h each), `2wd` (working days). Shares are texts: `50%`.
 */
export interface AgreementDocument {
  agreement: string;
  signs?: SignsDocument;
  review?: ReviewDocument;
  uses?: { team?: string; lists?: string[] };
  /** The words of the profile beside the built-in ones (built-in-fields.ts), by dotted path. */
  fields?: Record<string, FieldDocument>;
  signals?: Record<string, SignalDocument>;
  missing?: MissingDocument;
  requirements?: Partial<Record<keyof Terms['requirements'], Condition[]>>;
  disqualify?: { when: Condition; reason: string }[];
  scoring: ScoringDocument;
  buyerStage?: Partial<Record<BuyerStage, string[]>>;
  sellerStage?: Partial<Record<SellerStage, string[]>>;
  contact?: ContactDocument;
  nurture?: { while?: { sales: 'quiet' | 'continue' }; tracks?: TrackDocument[] };
  handOffs: HandOffsDocument;
  followUp?: {
    cadences?: CadenceDocument[];
    results?: Partial<Record<TouchChannel, Record<string, ResultDocument>>>;
    gap?: GapDocument[];
  };
  outcomes?: OutcomeDocument[];
  recycle?: { atMost?: number; counts?: 'fresh' | 'all' };
  reopen?: { when: Condition; from: ('lost' | 'disqualified')[]; keep?: 'last-rep' };
  promises?: PromiseDocument[];
}

/** `oneOf` is checked against what conditions ask for; a value outside it is kept as it came. `never`: why no condition may ask for it. */
export interface FieldDocument {
  oneOf?: Scalar[];
  number?: boolean;
  blank?: Scalar[];
  never?: string;
}

/** A bare value means `{ is: value }`. */
export type WhereDocument = Record<string, Scalar | ValueTest>;
export type EvidenceDocument =
  { fact: string; where?: WhereDocument } | { touch: TouchChannel; by?: 'rep'; where?: WhereDocument };
export type SignalDocument = (EvidenceDocument | { any: EvidenceDocument[] }) & {
  times?: number;
  within?: string;
  topic?: string | { from: string };
};

export const touchChannels = ['call', 'email', 'meeting', 'message'] as const;
export type TouchChannel = (typeof touchChannels)[number];

/** A lead would be handed off, but misses a requirement: the track it is put on, and how long marketing has to complete it. */
export interface MissingDocument {
  track?: string;
  within: string;
  by: 'marketing';
}

export interface ScoringDocument {
  fit?: { id: string; when: Condition; points: number }[];
  engagement?: { signal: string; points: number; halfLife?: string; cap?: number }[];
  bands: { band: string; fit?: { gte: number }; engagement?: { gte: number } }[];
}

/** `hours.lead` is a local time of day in the lead's zone, `08:00-20:00`; `zone` stands in where the profile has no `timeZone`. */
export interface ContactDocument {
  zone?: string;
  email?: { atMost?: number; per?: string; hours?: { lead: string } };
  late?: { after: string; do: 'fire' | 'skip' | 'nextWindow' };
}

export interface TrackDocument {
  id: string;
  when: Condition;
  steps: TrackStepDocument[];
}

/** `id` is made from the step's own words unless given: `send:welcome-1`, `wait:3d`, `waitFor:download`. */
export type TrackStepDocument =
  | { id?: string; send: string }
  | { id?: string; wait: string }
  | { id?: string; waitFor: { signal: string }; within: string; met?: TrackStepDocument[]; else?: TrackStepDocument[] };

/** What holds for every lane that says nothing else: clocks are added up by name, the rest is replaced whole. */
export interface HandOffsDocument {
  default?: LaneDefaultsDocument;
  lanes: ({ id: string; when: Condition } & LaneDefaultsDocument)[];
}

export interface LaneDefaultsDocument {
  to?: RungDocument[];
  clocks?: Record<string, ClockDocument>;
  escalation?: EscalationDocument[];
  followUp?: string;
}

export type RungDocument =
  | { pool: string; match?: Record<string, string>; strategy?: Strategy; wait?: string }
  | { rep: string | { list: string; column: string }; within?: string; wait?: string }
  | { hold: string; send?: string }
  | { queue: string };

export interface ClockDocument {
  from: ClockRule['from'];
  /** `assigned`, `accepted`, `attempted`, `outcome`, or a signal. */
  until: string;
  within: string;
  /** `always`, `rep`, `pool`, `coverage`, or a calendar of the team. */
  hours: string;
  by: ClockRule['by'];
}

export type EscalationDocument =
  | { at: string; of: string; do: 'remind' | 'reassign' }
  | { at: string; of: string; do: 'notify'; who: 'manager' }
  | { at: string; of: string; do: 'queue'; to: string };

export interface CadenceDocument {
  id: string;
  attempts?: { atLeast: number; over: string };
  steps: { id?: string; touch: TouchChannel; after: string }[];
}

export interface OutcomeDocument {
  reason: string;
  is: OutcomeRule['is'];
  then?: OutcomeRule['then'];
  contest?: string;
  until?: string | { field: string };
  track?: string;
  wakes?: string[];
}
