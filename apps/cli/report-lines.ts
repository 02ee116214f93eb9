/** What GET /v1/imports/{id} answers, as far as it is told here. */
export interface Report {
  importId: string;
  dryRun: boolean;
  status: 'running' | 'done' | 'failed' | 'interrupted';
  problem: { message: string; cure: string } | null;
  bytes: number;
  bytesRead: number;
  rows: number;
  created: number;
  known: number;
  refused: number;
  facts: number;
  refusals: { line: number; path: string; message: string; cure: string }[];
  next: number | null;
}

/** A report for people. */
export function reportLines(report: Report): string[] {
  const { rows, created, known, refused, facts, dryRun } = report;
  const counts: [number, string][] = [
    [rows, 'lines were read'],
    [created, dryRun ? 'leads would be new' : 'leads are new'],
    [known, 'were there already'],
    [facts, dryRun ? 'facts would be news' : 'facts were news'],
    [refused, refused === 0 ? 'lines were refused' : 'lines were refused:'],
  ];
  return [
    ...(dryRun ? ['A dry run: nothing is stored.'] : []),
    ...counts.map(([count, what]) => `${count.toLocaleString('en').padStart(9)} ${what}`),
    ...refusedLines(report),
    ...endOf(report),
  ];
}

function refusedLines({ refusals, refused, importId }: Report): string[] {
  const told = refusals.map(({ line, path, message, cure }) => `  line ${line}, ${path}: ${message}; ${cure}`);
  const last = refusals.at(-1)?.line ?? 0;
  return refused > refusals.length
    ? [...told, `  and ${refused - refusals.length} more: GET /v1/imports/${importId}?after=${last}`]
    : told;
}

function endOf({ status, problem, importId }: Report): string[] {
  if (problem !== null) return [`The import is ${status}: ${problem.message}. What to do: ${problem.cure}.`];
  return [`The report stays at GET /v1/imports/${importId}`];
}
