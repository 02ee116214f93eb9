import { stringify } from 'yaml';
import { agreementOf } from '../../test/support/agreement-document.js';
import type { Problem } from '../domain/agreement/checked.js';
import { parseAgreement } from './parse-agreement.js';

const problemsOf = (text: string): Problem[] => {
  const checked = parseAgreement(text);
  return checked.ok ? [] : checked.problems;
};

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

  it('says how a text that is missing is written, and one that is a block', () => {
    expect(problemsOf('signs: {}')).toContainEqual({
      path: 'agreement',
      message: 'this is missing',
      cure: 'add it: write a text',
    });
    expect(problemsOf('agreement: { name: x }')).toContainEqual(
      expect.objectContaining({ path: 'agreement', message: 'a text is wanted here, not a block of keys', cure: 'write a text' }),
    );
  });

  it('hears every problem at once', () => {
    const paths = problemsOf('agreement: Small One\nfields: [plan]\nrecycle: { atMost: many }\n').map(({ path }) => path);
    expect(paths).toEqual(['agreement', 'fields', 'scoring', 'handOffs', 'recycle.atMost']);
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
    ['a list for a text', { signal: ['demo-asked'] }, 'disqualify.0.when.signal', 'write a text'],
    ['a text that is not there', { field: 'country', in: [null] }, 'disqualify.0.when.in.0', 'write one'],
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
