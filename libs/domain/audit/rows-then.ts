import { clockChanges, type ClockRecord } from '../lifecycle/clock-records.js';
import { deadlines } from '../lifecycle/deadlines.js';
import type { Effect } from '../lifecycle/effects.js';
import type { LeadEvent } from '../lifecycle/events.js';
import { stuckReason, type LeadState } from '../lifecycle/lead.js';
import { hasEnded } from '../lifecycle/moves.js';
import { differenceOf, type Difference, type Kind } from './difference.js';
import type { ClockTold, StoredEffect, StoredLead, StoredLife, StoredSeat } from './stored-lead.js';

/** Rows that several turns wrote: what the events of all that count make of them, and where what is stored is something else. */
export class RowsThen {
  private readonly clocks = new Map<string, ClockRecord>();
  private readonly seats: Omit<StoredSeat, 'abandonedBy'>[] = [];
  private readonly effects = new Map<string, { turn: number; effect: Effect }>();

  /** One turn more, oldest first. */
  add(before: LeadState, after: LeadState, events: LeadEvent[]): void {
    const { records, late } = clockChanges(before, events);
    for (const record of records) this.clocks.set(record.id, record);
    for (const { id, at } of late) {
      const clock = this.clocks.get(id);
      if (clock !== undefined) this.clocks.set(id, { ...clock, withdrawnAt: at });
    }
    for (const event of events)
      if (event.kind === 'EffectPlanned') this.effects.set(event.effect.key, { turn: after.turn, effect: event.effect });
    this.seat(before, after, events);
  }

  private seat(before: LeadState, { turn, handOffs: handOff, repId }: LeadState, events: LeadEvent[]): void {
    if (before.repId === repId) return;
    const held = this.seats.at(-1);
    if (held?.releasedTurn === null) held.releasedTurn = turn;
    if (repId === null) return;
    const assigned = events.findLast((event) => event.kind === 'LeadAssigned');
    this.seats.push({ turn, handOff, repId, pool: assigned?.pool ?? null, releasedTurn: null });
  }

  audit(lead: StoredLead, end: LeadState): Difference[] {
    const clocks = [...this.clocks.values()].map((clock) => [clock.id, told(clock)] as const);
    const seats = this.seats.map((seat) => [`of turn ${seat.turn}`, seat] as const);
    return [
      ...auditRows('clock', new Map(clocks), new Map(lead.clocks.filter(counts).map((clock) => [clock.id, told(clock)]))),
      ...auditRows('seat', new Map(seats), new Map(lead.seats.filter(counts).map((seat) => [`of turn ${seat.turn}`, seat]))),
      ...this.auditEffects(lead.effects),
      ...auditLife(lead.life, end),
    ];
  }

  // An effect of an abandoned branch that had been planned before keeps that branch's mark: its purpose is what counts, once.
  private auditEffects(stored: StoredEffect[]): Difference[] {
    const marked = new Set(stored.filter((row) => !counts(row)).map(({ key }) => key));
    const expected = [...this.effects].flatMap(([key, { turn, effect }]) =>
      marked.has(key) ? [] : [[key, { key, turn, kind: effect.kind, body: effect }] as const],
    );
    return auditRows('effect', new Map(expected), new Map(stored.filter(counts).map((row) => [row.key, row])));
  }
}

const counts = ({ abandonedBy }: { abandonedBy: number | null }): boolean => abandonedBy === null;

// What rows keep of a clock, of rows and of records alike: what is not there is null, and credits are a list.
function told({ toldAt = null, systemBreachedAt = null, credits = [], ...clock }: ClockTold): object {
  const { id, clock: name, clause, handOff, by, repId, startedAt, dueAt, breachedAt, endedAt, endedBy, withdrawnAt } = clock;
  const marks = { breachedAt, toldAt, systemBreachedAt, endedAt, endedBy, withdrawnAt };
  return { id, clock: name, clause, handOff, by, repId, startedAt, dueAt, ...marks, credits };
}

/** Rows by what names them. One that is stored and not expected, or the other way round, is a difference of its own. */
function auditRows(kind: Kind, expected: Map<string, object>, stored: Map<string, object>): Difference[] {
  const names = new Set([...expected.keys(), ...stored.keys()]);
  return [...names].flatMap((name) => {
    const row = stored.get(name);
    return differenceOf({ turn: null, kind }, `The ${kind} ${name}`, expected.get(name), row && withoutMark(row));
  });
}

function withoutMark(row: object): object {
  return Object.fromEntries(Object.entries(row).filter(([key]) => key !== 'abandonedBy'));
}

function auditLife(stored: StoredLife | null, state: LeadState): Difference[] {
  const { turn, stage, repId, queue, heardSeq, agreementVersion, teamVersion, band } = state;
  const columns = { turn, stage, repId, queue, heardSeq, agreementVersion, teamVersion, band };
  const wakeAt = deadlines(state)[0]?.at ?? null;
  const life = { state, ...columns, stuck: stuckReason(state), wakeAt, ended: hasEnded(stage) };
  return differenceOf({ turn: null, kind: 'life' }, 'The life', life, stored ?? undefined);
}
