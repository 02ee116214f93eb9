import fc from 'fast-check';
import { wallClock, type Quarter } from '../../../test/support/wall-clock.js';
import { repHours } from '../agreement/rep-hours.js';
import { businessInstant } from './business-instant.js';
import type { Calendar } from './calendar.js';
import { compileCalendar, type CalendarSource } from './compile-calendar.js';
import { openMs } from './open-ms.js';
import { isOpen } from './opening.js';
import { unitedCalendar } from './united-calendar.js';

const quarter = 15 * 60_000;
const hour = 4 * quarter;
const at = (iso: string): number => Date.parse(iso);
const iso = (instant: number): string => new Date(instant).toISOString().replace(':00.000Z', 'Z');

function calendarOf(zone: string, week: CalendarSource['week']): Calendar {
  const checked = compileCalendar(zone, { zone, week, holidays: [] });
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.value;
}

describe('a united calendar', () => {
  const madrid = calendarOf('Europe/Madrid', { mon: ['09:00-17:00'], tue: ['09:00-17:00'] });
  const newYork = calendarOf('America/New_York', { mon: ['09:00-17:00'] });
  const both = unitedCalendar('coverage', [madrid, newYork]);
  const ends = (from: string, span: { ms: number } | { workingDays: number }): string =>
    iso(businessInstant(both, at(from), span));

  it('runs on while anybody works, and counts an hour in which two work once', () => {
    // Madrid 08:00–16:00 UTC, New York 14:00–22:00 UTC.
    expect(ends('2026-01-05T15:30Z', { ms: 2 * hour })).toBe('2026-01-05T17:30Z');
    expect(ends('2026-01-05T21:00Z', { ms: 2 * hour })).toBe('2026-01-06T09:00Z');
    expect(openMs(both, at('2026-01-05T00:00Z'), at('2026-01-06T00:00Z'))).toBe(14 * hour);
  });

  it('in the weeks between two changes of the clocks, follows each zone', () => {
    // From 8 March New York is five hours behind Madrid, not six.
    expect(ends('2026-03-09T15:30Z', { ms: 5 * hour })).toBe('2026-03-09T20:30Z');
    expect(ends('2026-03-09T20:30Z', { ms: hour })).toBe('2026-03-10T08:30Z');
  });

  it('counts working days on which anybody works', () => {
    expect(ends('2026-01-05T20:00Z', { workingDays: 1 })).toBe('2026-01-06T16:00Z');
    expect(ends('2026-01-06T10:00Z', { workingDays: 1 })).toBe('2026-01-12T10:00Z');
  });

  it('is always open with somebody who is, and without anybody; alike calendars are one', () => {
    expect(unitedCalendar('coverage', [madrid, null])).toBeNull();
    expect(unitedCalendar('coverage', [])).toBeNull();
    expect(unitedCalendar('coverage', [madrid, { ...madrid }])).toEqual(madrid);
  });

  it('keeps to absences: who is away covers nothing', () => {
    const away = repHours(newYork, [{ fromAt: at('2026-01-05T00:00Z'), untilAt: at('2026-01-06T00:00Z') }]);
    const united = unitedCalendar('coverage', [madrid, away]);
    expect(isOpen(united, at('2026-01-05T18:00Z'))).toBe(false);
    expect(isOpen(united, at('2026-01-12T18:00Z'))).toBe(true);
  });
});

const days: string[][] = [[], ['09:00-17:00'], ['22:00-06:00'], ['00:00-24:00'], ['01:30-02:15', '03:00-04:00']];
const zones = ['Europe/Madrid', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'America/Havana'];
const shifts = fc.constantFrom(...days);
const source = fc
  .record({
    zone: fc.constantFrom(...zones),
    week: fc.record({ mon: shifts, tue: shifts, wed: shifts, thu: shifts, fri: shifts, sat: shifts, sun: shifts }),
  })
  .filter(({ zone, week }) => compileCalendar('random', { zone, week, holidays: [] }).ok);
const clocks = new Map(zones.map((zone) => [zone, wallClock(zone)]));
const changes = zones.flatMap((zone) =>
  calendarOf(zone, { mon: ['09:00-17:00'] })
    .offsets.slice(1)
    .map(({ fromAt }) => fromAt),
);
const moment = fc
  .tuple(fc.constantFrom(...changes), fc.integer({ min: -300, max: 100 }))
  .map(([change, quarters]) => Math.floor(change / quarter) * quarter + quarters * quarter);

describe('a united calendar, against a walk along the wall clocks', () => {
  const scene = fc
    .record({ sources: fc.array(source, { minLength: 1, maxLength: 4 }), from: moment })
    .map(({ sources, from }) => ({
      from,
      united: unitedCalendar(
        'coverage',
        sources.map(({ zone, week }) => calendarOf(zone, week)),
      ),
      walks: sources.map(({ zone, week }): Quarter[] => clocks.get(zone)?.walk(week, [], from) ?? []),
    }));
  const openQuarters = (walks: Quarter[][]): boolean[] =>
    (walks[0] ?? []).map((_, i) => walks.some((walk) => walk[i]?.day !== null));

  it('is open when one of them reads a time inside a shift', () => {
    fc.assert(
      fc.property(scene, ({ united, walks, from }) => {
        const open = openQuarters(walks).slice(0, 200);
        expect(open.map((_, i) => isOpen(united, from + i * quarter))).toEqual(open);
      }),
      { numRuns: 60 },
    );
  });

  it('counts the open quarters one by one, each once, and finds them again by their sum', () => {
    fc.assert(
      fc.property(scene, fc.integer({ min: 1, max: 200 }), ({ united, walks, from }, quarters) => {
        const end = openQuarters(walks).flatMap((open, i) => (open ? [from + (i + 1) * quarter] : []))[quarters - 1];
        fc.pre(end !== undefined);
        expect(iso(businessInstant(united, from, { ms: quarters * quarter }))).toBe(iso(end ?? NaN));
        expect(openMs(united, from, end ?? NaN)).toBe(quarters * quarter);
      }),
      { numRuns: 150 },
    );
  });
});
