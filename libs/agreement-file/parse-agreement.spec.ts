import { stringify } from 'yaml';
import { agreementOf } from '../../test/support/agreement-document.js';
import type { Problem } from '../domain/agreement/checked.js';
import { parseAgreement } from './parse-agreement.js';

const problemsOf = (text: string): Problem[] => {
  const checked = parseAgreement(text);
  return checked.ok ? [] : checked.problems;
};
/** A whole agreement but for these lines at its end. */
const withLines = (...lines: string[]): string =>
  `${stringify(agreementOf({ outcomes: undefined, uses: undefined }))}${lines.join('\n')}\n`;

describe('an agreement as text', () => {
  it('is the document it says, in YAML and in JSON', () => {
    expect(parseAgreement(stringify(agreementOf()))).toEqual({ ok: true, value: agreementOf() });
    expect(parseAgreement(JSON.stringify(agreementOf(), null, '\t'))).toEqual({ ok: true, value: agreementOf() });
  });

  it('names the place, the line and the key that was probably meant', () => {
    const text = stringify(agreementOf()).replace('halfLife:', 'halflife:');
    expect(problemsOf(text)).toEqual([
      {
        path: 'scoring.engagement.demo-asked.halflife',
        message: 'nobody knows the key `halflife` here',
        cure: 'did you mean `halfLife`?',
        line: 1 + text.split('\n').findIndex((line) => line.includes('halflife')),
      },
    ]);
  });

  it('hears every problem at once', () => {
    const paths = problemsOf('agreement: Small One\nfields: [plan]\nrecycle: { atMost: many }\n').map(({ path }) => path);
    expect(paths).toEqual(['agreement', 'fields', 'scoring', 'handOffs', 'recycle.atMost']);
  });

  it.each([
    ['signs', 'signs: { default: both }'],
    ['review', 'review: { every: 90d }'],
    ['missing', 'missing: { track: welcome }'],
    ['promises', 'promises: []'],
  ])('refuses the clause %s by name, since it is not built yet', (clause, line) => {
    expect(problemsOf(withLines(line))).toMatchObject([{ path: clause, message: `\`${clause}\` is not built yet` }]);
  });

  it('refuses what is not built yet deeper down, too', () => {
    const text = JSON.stringify({
      ...agreementOf(),
      followUp: { results: {}, gap: [] },
      outcomes: [{ reason: 'no-fit', is: 'rejected', contest: '3wd' }],
      handOffs: {
        lanes: [
          {
            id: 'demo',
            when: { signal: 'demo-asked' },
            to: [{ pool: 'sdr', strategy: 'first-come' }],
            clocks: { speed: { from: 'occurred', until: 'outcome', within: '5min', hours: 'rep', by: 'sales' } },
          },
        ],
      },
    });
    expect(
      problemsOf(text)
        .map(({ path, message }) => `${path}: ${message}`)
        .sort(),
    ).toEqual([
      'followUp.gap: `gap` is not built yet',
      'followUp.results: `results` is not built yet',
      'handOffs.lanes.demo.clocks.speed.from: `occurred` is not built yet',
      'handOffs.lanes.demo.to.0.strategy: `first-come` is not built yet',
      'outcomes.no-fit.contest: `contest` is not built yet',
    ]);
  });

  it.each([
    ['a typo in a condition', { singal: 'demo-asked' }, 'disqualify.0.when.singal', 'did you mean `signal`?'],
    [
      'two questions in one condition',
      { signal: 'demo-asked', band: 'hot' },
      'disqualify.0.when',
      'join several with all or any',
    ],
    ['a text for a condition', 'hot', 'disqualify.0.when', 'write one of them'],
    ['a number in quotes', { field: 'company.employees', gte: '50' }, 'disqualify.0.when.gte', 'without quotes'],
    ['a misfit deep down', { all: [{ not: { consent: 'fax' } }] }, 'disqualify.0.when.all.0.not.consent', 'email'],
  ])('says how to mend %s', (_, when, path, cure) => {
    const [problem] = problemsOf(JSON.stringify({ ...agreementOf(), disqualify: [{ when }] })).filter((one) => one.path === path);
    expect(problem?.cure).toContain(cure);
  });

  it.each([
    ['7', 'a duration needs a unit'],
    ['7 days', 'this is no duration above zero'],
    ['-7d', 'this is no duration above zero'],
    ['5m', 'this is no duration above zero'],
  ])('refuses %s as a duration', (halfLife, message) => {
    const text = stringify(agreementOf()).replace('21d', halfLife);
    expect(problemsOf(text)).toMatchObject([
      { path: 'scoring.engagement.demo-asked.halfLife', message, line: expect.any(Number) },
    ]);
  });
});
