import type { Team } from '../agreement/team.js';
import type { Terms } from '../agreement/terms.js';
import type { Instant } from '../calendar/instant.js';
import type { LeadCommand } from '../lifecycle/commands.js';
import type { LeadState } from '../lifecycle/lead.js';
import type { Load } from '../lifecycle/world.js';
import type { Fact, Ledger } from '../scoring/ledger.js';
import { emptyLedger } from '../scoring/ledger.js';
import type { Who } from '../scoring/profile-of.js';
import type { Standing } from '../scoring/standing.js';
import { createAgenda, type Agenda } from './agenda.js';
import type { PastLead } from './past.js';
import type { SalesModel } from './sales-model.js';
import { newTally, type Tally } from './tally.js';

/** What a back-test runs: one version of the agreement, with the teams of their days, over a history. */
export interface Setup {
  version: number;
  terms: Terms;
  /** By the instant from which each was in force, oldest first; the first counts from the beginning. */
  teams: { fromAt: Instant; version: number; team: Team }[];
  /** Facts before `from` are heard, so that leads stand where they stood; what happens is counted from here on. */
  from: Instant;
  to: Instant;
  /** How reps answer where nobody knows. */
  model: SalesModel;
  /** The same seed, the same answers. */
  seed: number;
}

/** All leads of the history that still have something to come, and what they share: reps' seats, and one agenda. */
export interface House extends Setup {
  now: Instant;
  team: Team;
  teamVersion: number;
  leads: Map<string, HouseLead>;
  /** Leads that are sales’s for good and have left, of whom facts are still to come: they are not heard, or the lead would be born again. */
  departed: Set<string>;
  agenda: Agenda<Due>;
  loads: Record<string, Load>;
  /** When each rep's count of today began. */
  days: Map<string, Instant>;
  /** Instants at which pools with a pace took a lead. */
  taken: Map<string, Instant[]>;
  /** Leads, oldest first, that wait for a rep's seat. */
  waiting: Map<string, Set<string>>;
  tally: Tally;
}

/** What comes to a lead at an instant. `wake`: a deadline of its own; `look`: its standing may change by then; `seat`: one that it waits for is free. */
export type Due = { leadId: string } & (
  { do: 'wake' } | { do: 'look' } | { do: 'seat' } | { do: 'sales'; handOff: number; act: Act }
);

/** What a rep does. A touch is a fact too. `left`: the lead is sales's for good, and leaves the back-test. */
export type Act = LeadCommand | { kind: 'left'; won: boolean };

export interface HouseLead {
  leadId: string;
  past: PastLead | null;
  who: Who;
  /** Points; null: who it is has changed since they were added up. */
  fit: number | null;
  ledger: Ledger;
  seq: number;
  /** No further fact of it will come. */
  told: boolean;
  firstFactAt: Instant | null;
  /** All its facts occurred at one instant. */
  isDateless: boolean;
  /** Null before its first turn. */
  state: LeadState | null;
  standing: Standing | null;
  /** The standing surely stays the same until then. */
  quietUntil: Instant;
  /** Where the agenda has its next `look` and `wake`. */
  lookAt: Instant;
  wakeAt: Instant;
  /** Touches that no turn has heard, and words on fields that a held cadence may wait for. */
  news: Fact[];
  /** Evidence for what clocks and seller stages wait for. */
  sales: Fact[];
  sent: { key: string; at: Instant }[];
  /** The best band it has had, by its place in the agreement's list. */
  bestBand: number;
  /** In the period. */
  firstHandOffAt: Instant | null;
  /** Before the period: what became of it judges nobody's choice in the period. */
  handedOverBefore: boolean;
  /** The hand-off that sales works on, if it is one that is counted. */
  running: { openedAt: Instant; band: string; same: boolean; answered: boolean } | null;
}

export function openHouse(setup: Setup): House {
  const [first] = setup.teams;
  if (first === undefined) throw new Error('A back-test needs a team: put one in force (POST /v1/teams).');
  return {
    ...setup,
    now: -Infinity,
    team: first.team,
    teamVersion: first.version,
    leads: new Map(),
    departed: new Set(),
    agenda: createAgenda(),
    loads: {},
    days: new Map(),
    taken: new Map(),
    waiting: new Map(),
    tally: newTally(setup.terms),
  };
}

export const newHouseLead = (leadId: string, past: PastLead | null): HouseLead => ({
  leadId,
  past,
  who: { profile: {}, consent: {} },
  fit: null,
  ledger: emptyLedger(),
  seq: 0,
  told: false,
  firstFactAt: null,
  isDateless: true,
  state: null,
  standing: null,
  quietUntil: Infinity,
  lookAt: Infinity,
  wakeAt: Infinity,
  news: [],
  sales: [],
  sent: [],
  bestBand: Infinity,
  firstHandOffAt: null,
  handedOverBefore: false,
  running: null,
});
