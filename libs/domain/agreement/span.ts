import type { Span } from '../calendar/instant.js';

/** `200ms`, `45s`, `30min`, `2h`, `3d` (24 h each), `2wd` (working days). */
export const spanPattern = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|min|h|d)$|^(\d{1,4})wd$/;
export const spanCure = 'write a number and a unit: 200ms, 45s, 30min, 2h, 3d (24 h each) or 2wd (working days)';

/** Ten years: longer is a slip, and instants stay far from the end of what a date can hold. */
export const longestSpanMs = 3_650 * 86_400_000;
const longestWorkingDays = 2_600;

const unitMs: Record<string, number> = { ms: 1, s: 1_000, min: 60_000, h: 3_600_000, d: 86_400_000 };

/** Null: it is no duration, or longer than ten years. */
export function parseSpan(text: string): Span | null {
  const parts = spanPattern.exec(text);
  if (parts === null) return null;
  const [, count, unit, days] = parts;
  if (days !== undefined) return Number(days) <= longestWorkingDays ? { workingDays: Number(days) } : null;
  const ms = Math.round(Number(count) * (unitMs[unit ?? ''] ?? Number.NaN));
  return ms <= longestSpanMs ? { ms } : null;
}

export const isZero = (span: Span): boolean => ('ms' in span ? span.ms === 0 : span.workingDays === 0);
