import type { Checked, Problem } from '../agreement/checked.js';
import { hint } from '../agreement/nearest.js';
import type { Calendar, Shift } from './calendar.js';
import { parseDay } from './parse-day.js';
import { minutesOfDay, parseShift } from './parse-shift.js';
import { knownZones, zoneOffsets } from './zone-offsets.js';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** A calendar as people write it: an IANA zone, shifts in local time by weekday, holidays as local days (`2026-12-25`). */
export interface CalendarSource {
  zone: string;
  week: Partial<Record<(typeof weekdays)[number], string[]>>;
  holidays: string[];
}

/** The calendar as plain data, or every problem of it at once: an unknown zone, a shift or day that is none, shifts that overlap, no shift at all. */
export function compileCalendar(id: string, source: CalendarSource): Checked<Calendar> {
  const path = `calendars.${id}`;
  const problems: Problem[] = [];
  const week = weekdays.map((day) => compileShifts(source.week[day] ?? [], `${path}.week.${day}`, problems));
  const holidays = compileHolidays(source.holidays, `${path}.holidays`, problems);
  const offsets = zoneOffsets(source.zone);
  if (offsets === null) problems.push(unknownZone(source.zone, `${path}.zone`));
  if (problems.length === 0) problems.push(...overlaps(week, path), ...neverOpen(week, path));
  if (problems.length > 0 || offsets === null) return { ok: false, problems };
  return { ok: true, value: { id, zone: source.zone, week, holidays, offsets } };
}

function compileShifts(texts: string[], path: string, problems: Problem[]): Shift[] {
  const shifts: Shift[] = [];
  texts.forEach((text, i) => {
    const shift = parseShift(text, `${path}.${i}`);
    if (shift.ok) shifts.push(shift.value);
    else problems.push(...shift.problems);
  });
  return shifts.sort((one, other) => one.from - other.from);
}

function compileHolidays(texts: string[], path: string, problems: Problem[]): number[] {
  const days = new Set<number>();
  texts.forEach((text, i) => {
    const day = parseDay(text);
    if (day !== null) days.add(day);
    else
      problems.push({ path: `${path}.${i}`, message: `\`${text}\` is no day`, cure: 'write a local day, such as `2026-12-25`' });
  });
  return [...days].sort((one, other) => one - other);
}

const unknownZone = (zone: string, path: string): Problem => ({
  path,
  message: `there is no time zone \`${zone}\``,
  cure: hint(zone, knownZones(), 'write a zone of the IANA database, such as `Europe/Madrid`'),
});

function overlaps(week: Shift[][], path: string): Problem[] {
  return week.flatMap((shifts, day) => {
    const tomorrow = week[(day + 1) % 7] ?? [];
    const following = [...shifts, ...tomorrow.map(({ from }) => ({ from: from + minutesOfDay }))];
    const clash = shifts.some((shift, i) => (following[i + 1]?.from ?? Infinity) < shift.to);
    if (!clash) return [];
    const message = 'a shift begins before the one before it has ended';
    return [
      { path: `${path}.week.${weekdays[day]}`, message, cure: 'let shifts end before the next begins, also past midnight' },
    ];
  });
}

function neverOpen(week: Shift[][], path: string): Problem[] {
  if (week.some((shifts) => shifts.length > 0)) return [];
  const cure = 'give at least one day a shift, such as `mon: ["09:00-17:00"]`';
  return [{ path: `${path}.week`, message: 'the calendar is never open', cure }];
}
