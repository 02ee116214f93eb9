import type { Instant } from '../calendar/instant.js';
import type { Setup } from './house.js';
import { precisionAndRecall, winRate, type Ranged } from './judged.js';
import { promisesKept, type PromiseLine } from './promises-kept.js';
import { hoursAvailable, hoursNeeded } from './rep-hours.js';
import { shareOf, type Share } from './share.js';
import { timingEdges, weekOf, type ClockTally, type Tally } from './tally.js';
import type { Threshold } from './threshold.js';
import { assumed, notTested } from './untested.js';

/** What a back-test found, as it is stored and told. Shares lie between 0 and 1, instants are milliseconds, hours hours. */
export interface BacktestReport {
  version: number;
  fromAt: Instant;
  toAt: Instant;
  facts: number;
  leads: number;
  turns: number;
  /** By week (the beginning of its Monday, UTC), oldest first: hand-offs here and as they really were, and the reps' hours they take. */
  weeks: { weekAt: Instant; handOffs: number; really: number; accepted: number; hoursNeeded: number; hoursAvailable: number }[];
  /** Best band first: hand-offs that opened in it, and leads whose best band it was. */
  bands: { band: string; handOffs: number; acceptance: Share; leads: number; winRate: Ranged }[];
  precision: Ranged;
  recall: Ranged;
  /** First hand-offs against the real ones. `upTo`: hours, negative is earlier; null: more than all the others. */
  timing: { upTo: number | null; leads: number }[];
  /** Leads that only this version, or only the real history, handed over. */
  onlyHere: number;
  onlyThen: number;
  unrouted: number;
  clocks: (Omit<ClockTally, 'met' | 'breached'> & { breached: Share })[];
  /** The floor of the tested version, and what others would bring; null and empty where no band has one. */
  threshold: Threshold | null;
  curve: CurvePoint[];
  promises: PromiseLine[];
  /** Hand-offs whose reps answered as they really did, and as the model has it. */
  answers: { asThen: number; byModel: number };
  assumptions: string[];
  notTested: string[];
}

/** What another floor would bring, a week on average. */
export interface CurvePoint {
  floor: number;
  handOffs: number;
  hoursNeeded: number;
  hoursAvailable: number;
  /** Of the clocks of sales that ended. */
  breached: Share;
  precision: Ranged;
  recall: Ranged;
}

const weekMs = 7 * 86_400_000;

export function reportOf(setup: Setup, tally: Tally, threshold: Threshold | null, curve: CurvePoint[]): BacktestReport {
  const { version, from, to } = setup;
  return {
    ...{ version, fromAt: from, toAt: to, facts: tally.facts, leads: tally.leads, turns: tally.turns },
    weeks: weeksOf(setup, tally),
    bands: tally.bands.map((band) => bandLine(tally, band)),
    ...precisionAndRecall(tally.handedOver, tally.kept),
    timing: tally.timing.buckets.map((leads, n) => ({ upTo: timingEdges[n] ?? null, leads })),
    onlyHere: tally.timing.onlyHere,
    onlyThen: tally.timing.onlyThen,
    unrouted: tally.unrouted,
    clocks: [...tally.clocks.values()].map(({ met, breached, ...clock }) => ({
      ...clock,
      breached: shareOf(breached, met + breached),
    })),
    threshold,
    curve,
    promises: promisesKept(setup, tally),
    answers: { asThen: tally.answeredAsThen, byModel: tally.answeredByModel },
    assumptions: assumed(setup),
    notTested: notTested(setup, tally),
  };
}

export function curvePoint(setup: Setup, tally: Tally, floor: number): CurvePoint {
  const weeks = weeksOf(setup, tally);
  const count = Math.max(1, (setup.to - setup.from) / weekMs);
  const mean = (of: (week: BacktestReport['weeks'][number]) => number): number =>
    weeks.reduce((sum, week) => sum + of(week), 0) / count;
  const sales = [...tally.clocks.values()].filter(({ by }) => by === 'sales');
  const [met, breached] = [
    sales.reduce((sum, clock) => sum + clock.met, 0),
    sales.reduce((sum, clock) => sum + clock.breached, 0),
  ];
  return {
    floor,
    handOffs: mean(({ handOffs }) => handOffs),
    hoursNeeded: mean((week) => week.hoursNeeded),
    hoursAvailable: mean((week) => week.hoursAvailable),
    breached: shareOf(breached, met + breached),
    ...precisionAndRecall(tally.handedOver, tally.kept),
  };
}

function weeksOf({ from, to, teams, model }: Setup, tally: Tally): BacktestReport['weeks'] {
  const weeks: BacktestReport['weeks'] = [];
  for (let week = weekOf(from); week < to; week += weekMs) {
    const { handOffs = 0, really = 0, accepted = 0 } = tally.weeks.get(week) ?? {};
    const team = (teams.findLast(({ fromAt }) => fromAt <= week) ?? teams[0])?.team;
    const available = team === undefined ? 0 : hoursAvailable(team, Math.max(from, week), Math.min(to, week + weekMs));
    weeks.push({
      weekAt: week,
      handOffs,
      really,
      accepted,
      hoursNeeded: hoursNeeded(accepted, model),
      hoursAvailable: available,
    });
  }
  return weeks;
}

function bandLine({ handOffs, reached }: Tally, band: string): BacktestReport['bands'][number] {
  const { opened, accepted, rejected } = handOffs[band] ?? { opened: 0, accepted: 0, rejected: 0 };
  const ended = reached[band] ?? { won: 0, notWon: 0, unknown: 0 };
  const leads = ended.won + ended.notWon + ended.unknown;
  return { band, handOffs: opened, acceptance: shareOf(accepted, accepted + rejected), leads, winRate: winRate(ended) };
}
