import { dayMs } from '../domain/calendar/openings.js';
import { parseDay } from '../domain/calendar/parse-day.js';

const tokens: Record<string, string> = {
  yyyy: '(?<year>\\d{4})',
  MM: '(?<month>\\d{1,2})',
  dd: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d{1,2})',
  mm: '(?<minute>\\d{1,2})',
  ss: '(?<second>\\d{1,2})(?:\\.\\d+)?',
};

/** Whether a format names year, month and day, each once and no other part twice. */
export function readsDays(format: string): boolean {
  const count = (token: string): number => format.split(token).length - 1;
  return Object.keys(tokens).every((token) => count(token) === 1 || (count(token) === 0 && !/[yMd]/.test(token)));
}

/** A local time by its format (yyyy MM dd HH mm ss), in ms since 1970-01-01 local; null if it is none. A part not in the format is zero. */
export function readLocal(text: string, format: string): number | null {
  const groups = patternOf(format).exec(text.trim())?.groups;
  if (!groups) return null;
  const part = (name: string): number => Number(groups[name] ?? 0);
  const two = (name: string): string => String(part(name)).padStart(2, '0');
  const day = parseDay(`${groups['year']}-${two('month')}-${two('day')}`);
  if (day === null || part('hour') > 23 || part('minute') > 59 || part('second') > 59) return null;
  return day * dayMs + ((part('hour') * 60 + part('minute')) * 60 + part('second')) * 1000;
}

const patterns = new Map<string, RegExp>();

function patternOf(format: string): RegExp {
  const known = patterns.get(format);
  if (known) return known;
  const source = format.replace(/yyyy|MM|dd|HH|mm|ss|[^\w\s]/g, (word) => tokens[word] ?? `\\${word}`);
  const pattern = new RegExp(`^${source}$`);
  patterns.set(format, pattern);
  return pattern;
}
