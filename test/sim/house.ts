import { compileTeam } from '../../libs/domain/agreement/compile-team.js';
import { compile } from '../../libs/domain/agreement/compile.js';
import type { Checked } from '../../libs/domain/agreement/checked.js';
import { checkAgainstTeam } from '../../libs/domain/agreement/check-against-team.js';
import type { Team } from '../../libs/domain/agreement/team.js';
import type { Terms } from '../../libs/domain/agreement/terms.js';
import type { Effect } from '../../libs/domain/lifecycle/effects.js';
import type { LeadEvent } from '../../libs/domain/lifecycle/events.js';
import type { EffectOutcome, LeadInput } from '../../libs/domain/lifecycle/inputs.js';
import type { LeadState } from '../../libs/domain/lifecycle/lead.js';
import type { Outage } from '../../libs/domain/lifecycle/outages.js';
import type { Consent, Profile } from '../../libs/domain/scoring/evidence.js';
import { emptyLedger, type Fact, type Ledger } from '../../libs/domain/scoring/ledger.js';
import type { LedgerOfLead } from '../../libs/persistence/facts/save-ledger.js';
import { seeded } from '../support/seeded.js';
import { randomAgreement } from './random-agreement.js';
import { randomSteps } from './random-steps.js';
import { randomTeam } from './random-team.js';
import type { Mail, Step } from './steps.js';
import { start, type Instant } from './time.js';

/** All that one seed decides: the agreement, three teams that follow each other, and what happens to some leads that share them. */
export interface Plot {
  seed: number;
  terms: Terms;
  teams: Team[];
  leads: number;
  years: number;
  steps: Step[];
}

/** What Postgres holds of the house, and Temporal of each lead, in memory. */
export interface House {
  plot: Plot;
  now: Instant;
  team: number;
  teamVersion: number;
  mail: { is: Mail | 'works'; until: Instant };
  /** Nobody works until then. */
  awayUntil: Instant;
  outages: Outage[];
  leads: SimLead[];
  /** Every seat that was ever taken, in the order of their turns. */
  seats: Seat[];
  /** Those of them that are taken now. */
  openSeats: Seat[];
  /** By rep, seats ever taken, also by branches that were abandoned. */
  claims: Map<string, { claims: number; lastClaimedAt: Instant }>;
}

export interface Seat {
  lead: number;
  repId: string;
  pool: string | null;
  at: Instant;
  turn: number;
  releasedTurn: number | null;
  abandoned: boolean;
}

export interface SimLead {
  number: number;
  leadId: string;
  facts: Fact[];
  ledger: Ledger;
  profile: Profile;
  consent: Consent;
  mergedInto: string | null;
  /** As the workflow carries it; null: Temporal does not know the lead. */
  state: LeadState | null;
  /** Turns as their rows stand, oldest first; those of an abandoned branch are out. */
  turns: TakenTurn[];
  /** The turn that answered a command, by its id. */
  answered: Map<string, number>;
  /** The turn that planned an effect, by its key. */
  planned: Map<string, number>;
  /** The turn that began a clock, by its id. */
  begun: Map<string, number>;
  inbox: LeadInput[];
  running: { effect: Effect; endsAt: Instant }[];
  /** Effects that have ended outside, by key, in whatever branch. */
  outside: Map<string, EffectOutcome>;
  sent: { key: string; at: Instant; nurture: boolean }[];
  wakeAt: Instant | null;
  scored: LedgerOfLead | null;
  /** The relay looks at the lead then. */
  lookAt: Instant | null;
  wake: boolean;
}

export interface TakenTurn {
  number: number;
  at: Instant;
  inputs: LeadInput[];
  events: LeadEvent[];
  state: LeadState;
  effects: Effect[];
  said: string[];
}

export const leadsOfAHouse = 4;

/** The plot of a seed. */
export function plotOf(seed: number, years: number): Plot {
  const chance = seeded(seed);
  const terms = good(compile(randomAgreement(chance)));
  const teams = [0, 1, 2].map(() => good(compileTeam(randomTeam(chance))));
  const misfits = teams.slice(0, 1).flatMap((team) => checkAgainstTeam(terms, team));
  if (misfits.length > 0) throw new Error(misfits.map(({ path, message }) => `${path}: ${message}`).join('\n'));
  return { seed, terms, teams, leads: leadsOfAHouse, years, steps: randomSteps(chance, leadsOfAHouse, years) };
}

function good<T>(checked: Checked<T>): T {
  if (checked.ok) return checked.value;
  throw new Error(checked.problems.map(({ path, message }) => `${path}: ${message}`).join('\n'));
}

export function openHouse(plot: Plot): House {
  const leads = Array.from({ length: plot.leads }, (_, number) => newSimLead(number));
  return {
    plot,
    now: start,
    team: 0,
    teamVersion: 1,
    mail: { is: 'works', until: start },
    awayUntil: start,
    outages: [],
    leads,
    seats: [],
    openSeats: [],
    claims: new Map(),
  };
}

const newSimLead = (number: number): SimLead => ({
  number,
  leadId: `6f1b2c5e-0000-4000-8000-00000000000${number}`,
  ...{ facts: [], ledger: emptyLedger(), profile: {}, consent: {}, mergedInto: null },
  ...{
    state: null,
    turns: [],
    answered: new Map(),
    planned: new Map(),
    begun: new Map(),
    inbox: [],
    running: [],
    outside: new Map(),
    sent: [],
    wakeAt: null,
  },
  ...{ scored: null, lookAt: null, wake: false },
});

export const teamOf = ({ plot, team }: House): Team => {
  const inForce = plot.teams[team];
  if (inForce === undefined) throw new Error(`There is no team ${team}`);
  return inForce;
};

/** The life's row: the state its last turn wrote. */
export const rowOf = ({ turns }: SimLead): LeadState | null => turns.at(-1)?.state ?? null;
