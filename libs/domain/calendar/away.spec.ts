import { businessInstant } from './business-instant.js';
import type { Calendar } from './calendar.js';
import { compileCalendar } from './compile-calendar.js';
import { localDayOf, startOfDay } from './local-day.js';
import { isOpen, nextOpening } from './opening.js';
import { shiftAfter } from './shift-after.js';

const at = (iso: string): number => Date.parse(iso);
const iso = (instant: number | null): string | null =>
  instant === null ? null : new Date(instant).toISOString().replace(':00.000Z', 'Z');
const hour = 3_600_000;

function madrid(shifts: string[], ...away: [string, string][]): Calendar {
  const week = { mon: shifts, tue: shifts, wed: shifts, thu: shifts, fri: shifts, sat: shifts, sun: shifts };
  const checked = compileCalendar('office', { zone: 'Europe/Madrid', week, holidays: [] });
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return { ...checked.value, away: away.map(([from, until]) => ({ fromAt: at(from), untilAt: at(until) })) };
}

describe('somebody who is away', () => {
  const office = madrid(['09:00-17:00'], ['2026-01-07T11:00Z', '2026-01-07T12:00Z'], ['2026-01-08T00:00Z', '2026-01-10T00:00Z']);

  it('is not open meanwhile, and is again at the very end', () => {
    expect(isOpen(office, at('2026-01-07T10:59Z'))).toBe(true);
    expect(isOpen(office, at('2026-01-07T11:00Z'))).toBe(false);
    expect(isOpen(office, at('2026-01-07T12:00Z'))).toBe(true);
  });

  it('opens next when both the absence is over and a shift runs', () => {
    expect(iso(nextOpening(office, at('2026-01-07T11:20Z')))).toBe('2026-01-07T12:00Z');
    expect(iso(nextOpening(office, at('2026-01-07T17:00Z')))).toBe('2026-01-10T08:00Z');
  });

  it('is not charged for that time: neither hours nor working days of it count', () => {
    expect(iso(businessInstant(office, at('2026-01-07T10:30Z'), { ms: hour }))).toBe('2026-01-07T12:30Z');
    expect(iso(businessInstant(office, at('2026-01-07T10:30Z'), { workingDays: 1 }))).toBe('2026-01-10T10:30Z');
  });
});

describe('the shift after the one that runs', () => {
  it('is the next day’s, or today’s after a break', () => {
    expect(iso(shiftAfter(madrid(['09:00-17:00']), at('2026-01-07T10:00Z')))).toBe('2026-01-08T08:00Z');
    expect(iso(shiftAfter(madrid(['09:00-13:00', '14:00-18:00']), at('2026-01-07T10:00Z')))).toBe('2026-01-07T13:00Z');
  });

  it('is the next one of all while none runs', () =>
    expect(iso(shiftAfter(madrid(['09:00-17:00']), at('2026-01-07T03:00Z')))).toBe('2026-01-07T08:00Z'));

  it('is none for who works without end', () => {
    expect(shiftAfter(null, 0)).toBeNull();
    expect(shiftAfter(madrid(['00:00-24:00']), at('2026-01-07T03:00Z'))).toBeNull();
  });
});

describe('a local day', () => {
  const zone = madrid(['09:00-17:00']);

  it('begins at the zone’s midnight, also when the clocks change in it', () => {
    expect(iso(startOfDay(zone, localDayOf(zone, at('2026-01-07T23:30Z'))))).toBe('2026-01-07T23:00Z');
    expect(iso(startOfDay(zone, localDayOf(zone, at('2026-03-29T12:00Z'))))).toBe('2026-03-28T23:00Z');
    expect(iso(startOfDay(zone, localDayOf(zone, at('2026-03-30T12:00Z'))))).toBe('2026-03-29T22:00Z');
  });

  it('is a day of UTC without a zone', () =>
    expect(iso(startOfDay(null, localDayOf(null, at('2026-01-07T23:30Z'))))).toBe('2026-01-07T00:00Z'));
});
