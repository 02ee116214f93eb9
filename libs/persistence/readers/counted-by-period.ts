import type { MeasuredPeriod } from '../../domain/scorecard/periods-of.js';

/** A row that counts something of one period, `period` being its place among those asked, under one version. */
export interface InPeriod {
  period: number;
  agreementVersion: number;
}

/** The parameters $1 (bounds), $2 (first) and $3 (end) of a query that counts by period. Periods touch. */
export function boundsOf(periods: MeasuredPeriod[]): [Date[], Date | null, Date | null] {
  const last = periods.at(-1);
  const bounds = [...periods.map(({ fromAt }) => fromAt), ...(last === undefined ? [] : [last.untilAt])].map(
    (at) => new Date(at),
  );
  return [bounds, bounds[0] ?? null, bounds.at(-1) ?? null];
}

/** SQL: the place of an instant among the periods of $1. */
export const periodOf = (at: string): string => `width_bucket(${at}, $1::timestamptz[]) - 1`;
