import { clockChanges } from '../lifecycle/clock-records.js';
import { deadlines } from '../lifecycle/deadlines.js';
import type { Effect } from '../lifecycle/effects.js';
import type { LeadEvent } from '../lifecycle/events.js';
import { stuckReason, type Clock, type LeadState } from '../lifecycle/lead.js';
import { hasEnded } from '../lifecycle/moves.js';
import { differenceOf, type Difference, type Kind } from './difference.js';
import type { ClockTold, StoredClock, StoredDossier, StoredEffect, StoredLead, StoredLife, StoredSeat } from './stored-lead.js';

/** Rows that several turns wrote: what the events of all that count make of them, and where what is stored is something else. */
export class RowsThen {
  private readonly clocks = new Map<string, ClockTold>();
  private readonly seats: Omit<StoredSeat, 'abandonedBy'>[] = [];
  private readonly effects = new Map<string, { turn: number; effect: Effect }>();
  /** What turns have handed over, by turn and number. */
  private readonly handOffs = new Set<string>();

  /** One turn more, oldest first. */
  add(before: LeadState, after: LeadState, events: LeadEvent[]): void {
    const { records, late } = clockChanges(before, events);
    for (const record of records) this.clocks.set(record.id, { ...record, ...this.promised(record, after) });
    for (const { id, at } of late) {
      const clock = this.clocks.get(id);
      if (clock !== undefined) this.clocks.set(id, { ...clock, withdrawnAt: at });
    }
    for (const event of events) {
      if (event.kind === 'EffectPlanned') this.effects.set(event.effect.key, { turn: after.turn, effect: event.effect });
      if (event.kind === 'HandOffOpened') this.handOffs.add(handOffOf({ turn: after.turn, handOff: event.handOff }));
    }
    this.seat(before, after, events);
  }

  /** What a clock's row keeps for good as it first was, whatever version its lead takes. */
  private promised({ id, until, given }: Clock, { agreementVersion }: LeadState): Pick<ClockTold, 'until' | 'agreementVersion'> {
    const first = this.clocks.get(id);
    if (first !== undefined) return { until: first.until, agreementVersion: first.agreementVersion };
    return { until, agreementVersion: given?.version ?? agreementVersion };
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
      ...auditRows(
        'clock',
        new Map(clocks),
        new Map(lead.clocks.filter(counts).map((clock) => [clock.id, told(this.whole(clock))])),
      ),
      ...auditRows('seat', new Map(seats), new Map(lead.seats.filter(counts).map((seat) => [`of turn ${seat.turn}`, seat]))),
      ...this.auditEffects(lead.effects),
      ...this.auditDossiers(lead.dossiers),
      ...auditLife(lead.life, end),
    ];
  }

  // An older row says nothing of these columns: nor is it asked.
  private whole(row: StoredClock): ClockTold {
    const { until = null, agreementVersion = null } = this.clocks.get(row.id) ?? {};
    return { ...row, until: row.until ?? until, agreementVersion: row.agreementVersion ?? agreementVersion };
  }

  // What a dossier says, its turn's audit has looked at: here it is whether a turn gave it at all.
  private auditDossiers(stored: StoredDossier[]): Difference[] {
    const stray = stored.filter((row) => counts(row) && !this.handOffs.has(handOffOf(row)));
    return stray.flatMap(({ turn, handOff }) =>
      differenceOf({ turn, kind: 'dossier' }, `The dossier of turn ${turn}`, undefined, { handOff }),
    );
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

const handOffOf = ({ turn, handOff }: { turn: number; handOff: number }): string => `${turn}/${handOff}`;

// What rows keep of a clock, of rows and of records alike: what is not there is null, and credits are a list.
function told({ toldAt = null, systemBreachedAt = null, credits = [], ...clock }: ClockTold): object {
  const { id, clock: name, clause, handOff, by, repId, startedAt, dueAt, breachedAt, endedAt, endedBy, withdrawnAt } = clock;
  const { until, agreementVersion } = clock;
  const marks = { breachedAt, toldAt, systemBreachedAt, endedAt, endedBy, withdrawnAt };
  return { id, clock: name, clause, handOff, until, by, repId, startedAt, dueAt, ...marks, credits, agreementVersion };
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
