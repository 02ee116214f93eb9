import type { Side } from './signs.js';

export const periods = ['week', 'month'] as const;
export type Period = (typeof periods)[number];

/** Of what is measured as a share. `kept`: of the clocks that ended; `outcomes`: of the accepted hand-offs, those of which sales has said how they went. */
export const sharedMeasures = ['acceptance', 'completeness', 'outcomes'] as const;
export type Measure = 'volume' | 'kept' | (typeof sharedMeasures)[number];

/** What one side promises the other, measured by week or month. A floor, a ceiling, or both. `volume` counts hand-offs; the rest are shares: `70%`. */
export type PromiseDocument = { by: Side; per: Period } & (
  | { measure: 'volume'; atLeast?: number; atMost?: number }
  | { measure: (typeof sharedMeasures)[number]; atLeast?: string; atMost?: string }
  | { measure: 'kept'; clock?: string; atLeast?: string; atMost?: string }
);

export interface PromiseRule {
  /** `promises.0` */
  clause: string;
  by: Side;
  measure: Measure;
  /** `kept` only: this clock, wherever it runs; null: every clock of this side. */
  clock: string | null;
  /** Of `volume` a number of hand-offs, else a share from 0 to 1; null: no floor. */
  atLeast: number | null;
  /** The same; null: no ceiling. */
  atMost: number | null;
  per: Period;
}
