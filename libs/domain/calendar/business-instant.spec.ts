import fc from 'fast-check';
import { wallClock } from '../../../test/support/wall-clock.js';
import { businessInstant } from './business-instant.js';
import type { Calendar } from './calendar.js';
import { compileCalendar, type CalendarSource } from './compile-calendar.js';
import { isOpen, nextOpening } from './opening.js';

const quarter = 15 * 60_000;
const hour = 4 * quarter;
const at = (iso: string): number => Date.parse(iso);
const iso = (instant: number): string => new Date(instant).toISOString().replace(':00.000Z', 'Z');

function calendarOf(zone: string, week: CalendarSource['week'], holidays: string[] = []): Calendar {
  const checked = compileCalendar('office', { zone, week, holidays });
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.value;
}

const nineToFive = {
  mon: ['09:00-17:00'],
  tue: ['09:00-17:00'],
  wed: ['09:00-17:00'],
  thu: ['09:00-17:00'],
  fri: ['09:00-15:00'],
};
const madrid = calendarOf('Europe/Madrid', nineToFive, ['2026-01-06']);

describe('a span of business time', () => {
  const ends = (from: string, span: { ms: number } | { workingDays: number }, share?: number): string =>
    iso(businessInstant(madrid, at(from), span, share));

  it('counts open hours only: over a night, a weekend and a holiday', () => {
    expect(ends('2026-01-07T15:30Z', { ms: hour })).toBe('2026-01-08T08:30Z');
    expect(ends('2026-01-09T13:00Z', { ms: 2 * hour })).toBe('2026-01-12T09:00Z');
    expect(ends('2026-01-05T15:00Z', { ms: 2 * hour })).toBe('2026-01-07T09:00Z');
  });

  it('may end at the very close of a shift', () => {
    expect(ends('2026-01-07T15:00Z', { ms: hour })).toBe('2026-01-07T16:00Z');
  });

  it('begins at the next opening, when it is asked for outside opening hours, even if it is nothing', () => {
    expect(ends('2026-01-07T22:00Z', { ms: hour })).toBe('2026-01-08T09:00Z');
    expect(ends('2026-01-07T22:00Z', { ms: 0 })).toBe('2026-01-08T08:00Z');
  });

  it('is a share of itself, for escalations before and after its end', () => {
    expect(ends('2026-01-07T08:00Z', { ms: hour }, 0.5)).toBe('2026-01-07T08:30Z');
    expect(ends('2026-01-07T08:00Z', { ms: 6 * hour }, 1.5)).toBe('2026-01-08T09:00Z');
  });

  it('finds a night shift an hour shorter or longer when the clocks change', () => {
    const nights = calendarOf('Europe/Madrid', { sun: ['00:00-08:00'] });
    const [spring, autumn] = [at('2026-03-28T23:00Z'), at('2026-10-24T22:00Z')];
    expect(iso(businessInstant(nights, spring, { ms: 7 * hour }))).toBe('2026-03-29T06:00Z');
    expect(iso(businessInstant(nights, spring, { ms: 7 * hour + quarter }))).toBe('2026-04-04T22:15Z');
    expect(iso(businessInstant(nights, autumn, { ms: 9 * hour }))).toBe('2026-10-25T07:00Z');
  });

  it('of working days ends at the same local time, also across a change of the clocks', () => {
    expect(ends('2026-03-26T10:30Z', { workingDays: 2 })).toBe('2026-03-30T09:30Z');
    expect(ends('2026-01-05T10:00Z', { workingDays: 1 })).toBe('2026-01-07T10:00Z');
  });

  it('of working days is moved into the hours of the day it ends on', () => {
    expect(ends('2026-01-08T15:30Z', { workingDays: 1 })).toBe('2026-01-09T14:00Z');
    expect(ends('2026-01-08T20:00Z', { workingDays: 1 })).toBe('2026-01-12T08:00Z');
  });

  it('of half a working day is half of that day’s open time', () => {
    expect(ends('2026-01-07T08:00Z', { workingDays: 1 }, 0.5)).toBe('2026-01-07T12:00Z');
    expect(ends('2026-01-07T08:00Z', { workingDays: 1 }, 1.5)).toBe('2026-01-08T12:00Z');
  });

  it('of working days that ends in an hour which the clocks skip, ends when they leap', () => {
    const nights = calendarOf('Europe/Madrid', { sat: ['00:00-08:00'], sun: ['00:00-08:00'] });
    const halfPastTwo = at('2026-03-28T01:30Z');
    expect(iso(businessInstant(nights, halfPastTwo, { workingDays: 1 }))).toBe('2026-03-29T01:00Z');
  });

  it('of most of a working day ends before a whole one, though a short day follows a long one', () => {
    const shortFriday = calendarOf('Europe/Madrid', { thu: ['09:00-17:00'], fri: ['08:00-12:00'], sat: ['08:00-12:00'] });
    const fourOnThursday = at('2026-01-08T15:00Z');
    expect(iso(businessInstant(shortFriday, fourOnThursday, { workingDays: 1 }))).toBe('2026-01-09T11:00Z');
    expect(iso(businessInstant(shortFriday, fourOnThursday, { workingDays: 1 }, 0.9))).toBe('2026-01-09T11:00Z');
  });

  it('gives a night shift to the day on which it began', () => {
    const nights = calendarOf('Europe/Madrid', { mon: ['22:00-06:00'], tue: ['22:00-06:00'], wed: ['10:00-12:00'] });
    const threeOnTuesday = at('2026-01-06T02:00Z');
    expect(iso(businessInstant(nights, threeOnTuesday, { workingDays: 1 }))).toBe('2026-01-07T02:00Z');
    expect(iso(businessInstant(nights, threeOnTuesday, { workingDays: 2 }))).toBe('2026-01-07T11:00Z');
  });

  it('counts all time where there is no calendar, a working day as 24 hours', () => {
    expect(businessInstant(null, 0, { ms: hour }, 1.5)).toBe(1.5 * hour);
    expect(businessInstant(null, 0, { workingDays: 2 })).toBe(48 * hour);
  });
});

/** Days with a break, a night, no work at all, and shifts that a change of the clocks stretches, cuts or swallows. */
const daysOfWork: string[][] = [
  [],
  ['09:00-17:00'],
  ['08:15-12:30', '14:00-18:45'],
  ['22:00-06:00'],
  ['00:00-03:30'],
  ['01:30-02:15'],
];

describe.each(['Europe/Madrid', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Pacific/Apia', 'America/Havana'])(
  'business time in %s, against a walk along the wall clock',
  (zone) => {
    const shifts = fc.constantFrom(...daysOfWork);
    const week = fc
      .record({ mon: shifts, tue: shifts, wed: shifts, thu: shifts, fri: shifts, sat: shifts, sun: shifts })
      .map((source) => ({ source, checked: compileCalendar('random', { zone, week: source, holidays: [] }) }))
      .filter(({ checked }) => checked.ok)
      .map(({ source }) => source);
    const clock = wallClock(zone);
    const changes = calendarOf(zone, nineToFive)
      .offsets.slice(1)
      .map(({ fromAt }) => fromAt);
    const nearChange = fc.constantFrom(...(changes.length > 0 ? changes : [at('2026-03-29T00:00Z')]));
    const moment = fc
      .tuple(nearChange, fc.integer({ min: -300, max: 100 }))
      .map(([change, quarters]) => Math.floor(change / quarter) * quarter + quarters * quarter);
    const holidayAfter = fc.integer({ min: 0, max: 4 });
    const scene = fc.record({ week, from: moment, holidayAfter }).map(({ week, from, holidayAfter }) => {
      const holiday = new Date(from + holidayAfter * 24 * hour).toISOString().slice(0, 10);
      return { calendar: calendarOf(zone, week, [holiday]), walk: clock.walk(week, [holiday], from), from };
    });

    it('is open when the wall clock reads a time inside a shift', () => {
      fc.assert(
        fc.property(scene, ({ calendar, walk, from }) => {
          const quarters = walk.slice(0, 300);
          expect(quarters.map((_, i) => isOpen(calendar, from + i * quarter))).toEqual(quarters.map(({ day }) => day !== null));
          const first = walk.findIndex(({ day }) => day !== null);
          expect(first < 0 || nextOpening(calendar, from) === from + first * quarter).toBe(true);
        }),
        { numRuns: 25 },
      );
    });

    it('counts the open quarters one by one', () => {
      fc.assert(
        fc.property(scene, fc.integer({ min: 1, max: 90 }), ({ calendar, walk, from }, quarters) => {
          const open = walk.flatMap(({ day }, i) => (day === null ? [] : [from + (i + 1) * quarter]));
          const end = open[quarters - 1];
          fc.pre(end !== undefined);
          expect(iso(businessInstant(calendar, from, { ms: quarters * quarter }))).toBe(iso(end ?? NaN));
        }),
        { numRuns: 40 },
      );
    });

    it('finds the same time on a later working day', () => {
      fc.assert(
        fc.property(scene, fc.integer({ min: 1, max: 3 }), ({ calendar, walk, from }, workingDays) => {
          const end = clock.sameTimeLater(walk, workingDays);
          fc.pre(end !== null);
          expect(iso(businessInstant(calendar, from, { workingDays }))).toBe(iso(end ?? NaN));
        }),
        { numRuns: 40 },
      );
    });

    it('never ends a larger share earlier', () => {
      const share = fc.double({ min: 0, max: 3, noNaN: true });
      fc.assert(
        fc.property(scene, share, share, ({ calendar, from }, one, other) => {
          const [less, more] = [Math.min(one, other), Math.max(one, other)];
          for (const span of [{ ms: 10 * hour }, { workingDays: 1 }]) {
            expect(businessInstant(calendar, from, span, less)).toBeLessThanOrEqual(businessInstant(calendar, from, span, more));
          }
        }),
        { numRuns: 40 },
      );
    });
  },
);
