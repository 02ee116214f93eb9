import { reportLines, type Report } from './report-lines.js';

const report: Report = {
  importId: 'i1',
  dryRun: false,
  status: 'done',
  problem: null,
  bytes: 9,
  bytesRead: 9,
  rows: 9_240,
  created: 9_238,
  known: 0,
  refused: 2,
  facts: 36_000,
  refusals: [{ line: 17, path: 'profile.visits', message: '`TotalVisits` is no number', cure: 'write digits' }],
  next: 17,
};

describe('a report for people', () => {
  it('counts, tells each refused line with its cure, and where the rest is', () =>
    expect(reportLines(report)).toEqual([
      '    9,240 lines were read',
      '    9,238 leads are new',
      '        0 were there already',
      '   36,000 facts were news',
      '        2 lines were refused:',
      '  line 17, profile.visits: `TotalVisits` is no number; write digits',
      '  and 1 more: GET /v1/imports/i1?after=17',
      'The report stays at GET /v1/imports/i1',
    ]));

  it('says that a dry run stored nothing', () => {
    const lines = reportLines({ ...report, dryRun: true });
    expect(lines[0]).toBe('A dry run: nothing is stored.');
    expect(lines[2]).toBe('    9,238 leads would be new');
  });

  it('says why it did not end well, and what to do', () => {
    const problem = { message: 'the API was stopped', cure: 'send the same file again' };
    expect(reportLines({ ...report, status: 'interrupted', problem }).at(-1)).toBe(
      'The import is interrupted: the API was stopped. What to do: send the same file again.',
    );
  });
});
