import type { Calendar } from './calendar.js';

/** Open whenever one of these calendars is. Null among them, or none at all: always open. */
export function unitedCalendar(id: string, calendars: (Calendar | null)[]): Calendar | null {
  const distinct = new Map<string, Calendar>();
  for (const calendar of calendars) {
    if (calendar === null) return null;
    const { zone, week, holidays, away = [] } = calendar;
    distinct.set(JSON.stringify([zone, week, holidays, away]), calendar);
  }
  const [first, ...others] = distinct.values();
  if (first === undefined || others.length === 0) return first ?? null;
  return { ...first, id, united: [first, ...others] };
}
