/** What the terminal tells of a back-test; GET /v1/agreements/{version}/backtest has more. */
export interface BacktestNow {
  version: number;
  status: 'running' | 'done' | 'refused' | 'failed' | 'stopped';
  facts: number;
  heard: number;
  parity: { version: number; turns: number; reproduced: number; share: number | null } | null;
  report: Report | null;
  plots: string[];
  problem: { message: string; cure: string } | null;
}

interface Share {
  count: number;
  of: number;
  value: number | null;
  low: number;
  high: number;
}
interface Ranged {
  known: Share;
  worst: number | null;
  best: number | null;
}
interface Report {
  leads: number;
  facts: number;
  weeks: { handOffs: number; really: number; hoursNeeded: number; hoursAvailable: number }[];
  bands: { band: string; leads: number; handOffs: number; acceptance: Share; winRate: Ranged }[];
  precision: Ranged;
  recall: Ranged;
  clocks: { clause: string; by: string; breached: Share }[];
  threshold: { band: string; of: string; floor: number } | null;
  curve: { floor: number; handOffs: number; hoursNeeded: number; breached: Share; precision: Ranged; recall: Ranged }[];
  promises: { clause: string; kept: number; broken: number; undecided: number }[];
  assumptions: string[];
  notTested: string[];
}

/** The test in lines: the figures first, then what they rest on and what they can't say. */
export function backtestLines({ version, status, parity, report, plots, problem }: BacktestNow): string[] {
  if (problem !== null) return [`Version ${version} was not tested: ${problem.message}`, problem.cure];
  if (status === 'stopped')
    return [
      `The test of version ${version} has said nothing for a quarter of an hour.`,
      'Do the workers run? If it was cancelled, ask again.',
    ];
  if (report === null) return [`Version ${version}: ${status}`];
  return [
    `Version ${version} on ${report.facts} facts of ${report.leads} leads. ${parityLine(parity)}`,
    '',
    `Handed over: ${sum(report, 'handOffs')} (really: ${sum(report, 'really')}); rep-hours: ${sum(report, 'hoursNeeded')} needed, ${sum(report, 'hoursAvailable')} available`,
    ...report.bands.map(
      ({ band, leads, handOffs, acceptance, winRate }) =>
        `  ${band}: ${leads} leads, ${handOffs} hand-offs, accepted ${told(acceptance)}, won ${rangeOf(winRate)}`,
    ),
    `Precision ${rangeOf(report.precision)}; recall ${rangeOf(report.recall)}`,
    ...report.clocks.map(({ clause, by, breached }) => `  ${clause} (${by}): broken ${told(breached)}`),
    ...curveLines(report),
    ...report.promises.map(
      ({ clause, kept, broken, undecided }) => `  ${clause}: kept ${kept}, broken ${broken}, undecided ${undecided}`,
    ),
    ...listed('It rests on:', report.assumptions),
    ...listed('Not tested:', report.notTested),
    ...listed(
      'Plots:',
      plots.map((plot) => `GET /v1/agreements/${version}/backtest/plots/${plot}`),
    ),
  ];
}

function parityLine(parity: BacktestNow['parity']): string {
  if (parity === null || parity.share === null) return 'Nothing was decided in this period, so there is no past to agree with.';
  return `Version ${parity.version}, in force, decides ${parity.reproduced} of ${parity.turns} real decisions so again.`;
}

function curveLines({ threshold, curve }: Report): string[] {
  if (threshold === null) return [];
  const lines = curve.map(
    ({ floor, handOffs, hoursNeeded, breached, precision, recall }) =>
      `  ${floor}: ${handOffs.toFixed(1)} hand-offs and ${hoursNeeded.toFixed(1)} hours a week, broken ${percent(breached.value)}, ` +
      `precision ${percent(precision.known.value)}, recall ${percent(recall.known.value)}`,
  );
  return [`By the floor of ${threshold.band} (${threshold.of} points, now ${threshold.floor}):`, ...lines];
}

const sum = ({ weeks }: Report, of: keyof Report['weeks'][number]): number =>
  Math.round(weeks.reduce((all, week) => all + week[of], 0));
const percent = (share: number | null): string => (share === null ? '-' : `${(100 * share).toFixed(1)} %`);
const told = ({ value, of, low, high }: Share): string =>
  value === null ? 'nobody knows' : `${percent(value)} of ${of} (${percent(low)} to ${percent(high)})`;

function rangeOf({ known, worst, best }: Ranged): string {
  return worst === best ? told(known) : `${told(known)}, of all between ${percent(worst)} and ${percent(best)}`;
}

const listed = (title: string, lines: string[]): string[] =>
  lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];
