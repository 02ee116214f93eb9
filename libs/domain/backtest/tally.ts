import type { Terms } from '../agreement/terms.js';
import type { Instant } from '../calendar/instant.js';

/** What a back-test counts as it goes, in memory that grows with weeks, bands and clocks, never with leads. */
export interface Tally {
  facts: number;
  turns: number;
  leads: number;
  /** Leads of which all facts occurred at one instant: a history without dates. */
  dateless: number;
  /** The agreement's bands, best first. */
  bands: string[];
  weeks: Map<Instant, WeekTally>;
  /** Hand-offs by the band at which they opened. */
  handOffs: Record<string, HandOffTally>;
  /** Leads by the best band that they reached, and by whether they were handed over. */
  reached: Record<string, OutcomeTally>;
  handedOver: OutcomeTally;
  kept: OutcomeTally;
  clocks: Map<string, ClockTally>;
  timing: TimingTally;
  /** Hand-offs that found nobody at once. */
  unrouted: number;
  /** Answers that come from what really happened, and from the model. */
  answeredAsThen: number;
  answeredByModel: number;
}

export interface WeekTally {
  handOffs: number;
  /** What really happened that week. */
  really: number;
  accepted: number;
  rejected: number;
  clocks: Map<string, ClockTally>;
}

export interface HandOffTally {
  opened: number;
  accepted: number;
  rejected: number;
}

/** Leads by how they really ended. */
export interface OutcomeTally {
  won: number;
  notWon: number;
  unknown: number;
}

export interface ClockTally {
  clock: string;
  clause: string;
  by: string;
  met: number;
  breached: number;
}

/** First hand-offs against the real ones, in hours: earlier by more than a week, … , later by more than a week. */
export interface TimingTally {
  buckets: number[];
  onlyHere: number;
  onlyThen: number;
}

/** Edges of the buckets, in hours; negative is earlier. */
export const timingEdges = [-168, -24, -1, 1, 24, 168];

export const noOutcomes = (): OutcomeTally => ({ won: 0, notWon: 0, unknown: 0 });

export function newTally({ scoring }: Pick<Terms, 'scoring'>): Tally {
  const bands = [...new Set(scoring.bands.map(({ band }) => band))];
  return {
    facts: 0,
    turns: 0,
    leads: 0,
    dateless: 0,
    bands,
    weeks: new Map(),
    handOffs: Object.fromEntries(bands.map((band) => [band, { opened: 0, accepted: 0, rejected: 0 }])),
    reached: Object.fromEntries(bands.map((band) => [band, noOutcomes()])),
    handedOver: noOutcomes(),
    kept: noOutcomes(),
    clocks: new Map(),
    timing: { buckets: Array.from({ length: timingEdges.length + 1 }, () => 0), onlyHere: 0, onlyThen: 0 },
    unrouted: 0,
    answeredAsThen: 0,
    answeredByModel: 0,
  };
}

const weekMs = 7 * 86_400_000;
/** 1970-01-05, a Monday. */
const firstMonday = 4 * 86_400_000;

/** The Monday, by UTC, on which the week of an instant begins. */
export const weekOf = (at: Instant): Instant => firstMonday + Math.floor((at - firstMonday) / weekMs) * weekMs;

export const newWeek = (): WeekTally => ({ handOffs: 0, really: 0, accepted: 0, rejected: 0, clocks: new Map() });

export function weekAt({ weeks }: Tally, at: Instant): WeekTally {
  const week = weekOf(at);
  const known = weeks.get(week) ?? newWeek();
  weeks.set(week, known);
  return known;
}

export function clockAt(
  clocks: Map<string, ClockTally>,
  { clock, clause, by }: Omit<ClockTally, 'met' | 'breached'>,
): ClockTally {
  const name = `${clock} ${by}`;
  const known = clocks.get(name) ?? { clock, clause, by, met: 0, breached: 0 };
  clocks.set(name, known);
  return known;
}
