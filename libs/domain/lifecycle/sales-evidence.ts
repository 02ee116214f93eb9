import type { ClockRule, SignalRule, Terms } from '../agreement/terms.js';
import type { Instant } from '../calendar/instant.js';
import { isEvidence } from '../scoring/is-evidence.js';
import type { Fact } from '../scoring/ledger.js';
import { comingsFrom } from '../scoring/signal-holds.js';
import { laneOf } from './lane-of.js';
import type { Clock, HandOff, LeadState } from './lead.js';
import type { World } from './world.js';

/** Which facts are evidence for the clocks and seller stages of a lead, and under which key `World.salesEvidence` keeps them. */
export interface SalesWanted {
  since: Instant;
  kinds: string[];
  signals: { key: string; rule: SignalRule }[];
}

/**
 * Evidence for clocks and seller stages counts from the opening of the hand-off, so that a call made before the rep's notice still counts. Once it is
 * over, only that of promises which were broken in it. `given`: terms of the versions whose promises run on, by number.
 */
export function salesWanted(state: LeadState, terms: Terms, given: Record<number, Terms> = {}): SalesWanted {
  const { handOff, clocks, broken = [] } = state;
  const since = handOff?.openedAt ?? Math.min(...broken.map(({ countsFrom, startedAt }) => countsFrom ?? startedAt));
  const cited = handOff === null ? [] : [...laneSignals(handOff, terms), ...Object.values(terms.sellerStage).flat()];
  const own = cited.map((signal) => ({ key: signal, rule: terms.signals[signal] }));
  const promised = [...(handOff === null ? [] : clocks), ...broken].flatMap((clock) =>
    signalOf(clock).map((signal) => wantedBy(clock, signal, terms, given)),
  );
  const found = new Map([...own, ...promised].flatMap(({ key, rule }) => (rule === undefined ? [] : [[key, rule] as const])));
  const signals = [...found].map(([key, rule]) => ({ key, rule }));
  return { since, kinds: [...new Set(signals.flatMap(({ rule }) => rule.matchers.map(({ kind }) => kind)))], signals };
}

/** A signal that needs several pieces of evidence has come with the last of them, and all must have come since. */
export function salesEvidence({ since, signals }: SalesWanted, facts: Fact[]): Pick<World, 'salesEvidence' | 'salesBegan'> {
  const counted = facts.filter(({ occurredAt }) => occurredAt >= since).sort((a, b) => a.occurredAt - b.occurredAt);
  const instantsOf = (rule: SignalRule): Instant[] =>
    counted.filter((fact) => isEvidence(rule, fact)).map(({ occurredAt }) => occurredAt);
  const came = signals.map(({ key, rule }) => ({ key, rule, comings: comingsFrom(instantsOf(rule), rule) }));
  const began = came.filter(({ rule, comings }) => rule.times > 1 && comings.length > 0);
  return {
    salesEvidence: Object.fromEntries(came.map(({ key, comings }) => [key, comings.map(({ at }) => at)])),
    ...(began.length === 0
      ? {}
      : { salesBegan: Object.fromEntries(began.map(({ key, comings }) => [key, comings.map(({ from }) => from)])) }),
  };
}

/** When a signal came for the hand-off that runs: a turn that opens it may have read what was for the broken promises of the one before. */
export const sinceOpening = (
  { salesEvidence: came, salesBegan: began }: Pick<World, 'salesEvidence' | 'salesBegan'>,
  key: string,
  handOff: Pick<HandOff, 'openedAt'> | null,
): Instant[] => (came[key] ?? []).filter((at, n) => (began?.[key]?.[n] ?? at) >= (handOff?.openedAt ?? 0));

/** Where the evidence of a clock's signal is kept: a promise of an older version is met by what that version called so. */
export const evidenceKey = (signal: string, { given }: { given?: Clock['given'] | undefined }): string =>
  given === undefined ? signal : `${signal}@${given.version}`;

/** Versions whose words are still needed: their promises run on. */
export const versionsGiven = ({ clocks, broken = [] }: LeadState): number[] => [
  ...new Set([...clocks, ...broken].flatMap(({ given }) => (given === undefined ? [] : [given.version]))),
];

function wantedBy(clock: Clock, signal: string, terms: Terms, given: Record<number, Terms>) {
  const words = clock.given === undefined ? terms : given[clock.given.version];
  return { key: evidenceKey(signal, clock), rule: words?.signals[signal] };
}

const laneSignals = (handOff: NonNullable<LeadState['handOff']>, terms: Terms): string[] =>
  laneOf(handOff, terms).clocks.flatMap(signalOf);

const signalOf = ({ until }: Pick<ClockRule, 'until'>): string[] => (typeof until === 'string' ? [] : [until.signal]);
