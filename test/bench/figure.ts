/** One measured figure: one JSON line on standard output. */
export interface Figure {
  figure: string;
  /** Medians over the runs. `baseline` null: there is nothing simpler to hold it against. */
  ours: number;
  baseline: number | null;
  /** Median of ours / baseline, pair by pair. */
  ratio: number | null;
  goal: string | null;
  unit: string;
  runs: number;
  /** Least and greatest of the ratios, or of ours where there is no baseline. */
  spread: [number, number];
}

/** A way to measure: `ours` and its baseline, taken in turns. */
export interface Pair {
  figure: string;
  goal: string | null;
  unit: string;
  ours: number[];
  baseline: number[];
}

export function report({ figure, goal, unit, ours, baseline }: Pair): void {
  const ratios = ours.flatMap((value, n) => (baseline[n] === undefined ? [] : [value / baseline[n]]));
  const hasBaseline = ratios.length > 0;
  const spread = hasBaseline ? ratios : ours;
  const told: Figure = {
    figure,
    ours: rounded(median(ours)),
    baseline: hasBaseline ? rounded(median(baseline)) : null,
    ratio: hasBaseline ? rounded(median(ratios)) : null,
    goal,
    unit,
    runs: ours.length,
    spread: [rounded(Math.min(...spread)), rounded(Math.max(...spread))],
  };
  console.log(JSON.stringify(told));
}

export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Of an even count the mean of the two in the middle. */
export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(half)] ?? Number.NaN) + (sorted[Math.ceil(half)] ?? Number.NaN)) / 2;
}

const rounded = (value: number): number => Number(value.toPrecision(4));

/** Progress, for whoever waits: standard output is for figures. */
export const say = (line: string): void => void process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);
