import type { Span } from '../../calendar/instant.js';

const units: [string, number][] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
];

/** A length of time as people write it: `5min`, `90s`, `2wd`. */
export function spanWords(span: Span): string {
  if ('workingDays' in span) return `${span.workingDays}wd`;
  const [unit, size] = units.find(([, ms]) => span.ms >= ms && span.ms % ms === 0) ?? ['ms', 1];
  return `${span.ms / size}${unit}`;
}
