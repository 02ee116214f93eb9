import * as fc from 'fast-check';
import { readYaml } from './read-yaml.js';

const problemsOf = (text: string) => readYaml(text).problems;

describe('YAML that another reader would read differently', () => {
  it.each([
    'NO',
    'yes',
    'On',
    'off',
    '10:30',
    '1:20:30',
    '0b11',
    '1_000',
    '0123',
    '-007',
    '+34600111222',
    '12345678901234567890',
    '.inf',
  ])('refuses a plain %s, and takes it in quotes', (source) => {
    const [problem, ...others] = problemsOf(`fields:\n  country: { oneOf: [ES, ${source}] }`);
    expect(problem).toMatchObject({ path: 'fields.country.oneOf.1', line: 2 });
    expect(problem?.message).toContain(source);
    expect(others).toEqual([]);
    expect(readYaml(`a: "${source}"`)).toMatchObject({ value: { a: source }, problems: [] });
  });

  it.each(['ES', '/pricing', '50%', '2026-12-25', '09:00-17:00', 'a:b', '12', '-1.5', 'yesterday', 'http://x.example:80/'])(
    'leaves a plain %s alone',
    (source) => expect(problemsOf(`a: [${source.includes(':') && source.length > 15 ? `'${source}'` : source}]`)).toEqual([]),
  );

  it('names the word that is true or false', () => {
    expect(problemsOf('a: yes')).toMatchObject([{ cure: 'write true, or, if the text is meant, put it in quotes: "yes"' }]);
  });

  it.each([
    ['a key that stands twice', 'a: 1\nb: 2\na: 3', 'keep one of them', 3],
    ['a tab', 'a:\n\tb: 1', 'indent with spaces', 2],
    ['two documents', 'a: 1\n---\nb: 1', 'keep one document', 2],
    ['a tag', 'a: !!js/function x', 'remove the tag', 1],
    ['a merge key', 'a: &a { b: 1 }\nc: { <<: *a }', 'repeat the keys', 2],
    ['a list as a key', '? [a]\n: 1', 'write `key: value`', 1],
    ['a colon in a plain text', 'a: b: c', 'put the value in quotes', 1],
    ['an unknown alias', 'a: *b', 'name the anchor', 1],
    ['a NUL, which Postgres can’t keep', 'a: "x\\0"', 'remove the NUL', 1],
    ['half an emoji', '{"a": "\\ud83d"}', 'remove the NUL or the broken emoji', 1],
    ['__proto__', '__proto__: { admin: true }', 'remove it', 1],
  ])('refuses %s, with line and cure', (_, text, cure, line) => {
    expect(problemsOf(text)).toMatchObject([{ cure: expect.stringContaining(cure), line }]);
  });

  it('resolves a modest alias', () => {
    expect(readYaml('a: &shift ["09:00-17:00"]\nb: *shift')).toMatchObject({ value: { b: ['09:00-17:00'] }, problems: [] });
  });
});

describe('YAML that means harm', () => {
  const bomb = [
    'a: &a [x, x, x, x, x, x, x, x, x]',
    ...[...'bcdefgh'].map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[at]}`).join(', ')}]`),
  ].join('\n');
  it.each([
    ['a bomb of anchors', bomb],
    ['an anchor within itself', 'a: &a [*a]'],
    ['brackets without end', '['.repeat(50_000)],
    ['lists in lists', '- '.repeat(20_000)],
    ['keys in keys', '? '.repeat(2_000)],
    ['closed brackets, deep', '['.repeat(500) + ']'.repeat(500)],
    ['two megabytes', `a: ${'x'.repeat(2_000_000)}`],
  ])('is refused in good time: %s', (_, text) => {
    const read = readYaml(text);
    expect(read).toMatchObject({ broken: true, value: null });
    expect(read.problems.length).toBeGreaterThan(0);
  });

  it('does not make ten thousand keys slow', () => {
    const read = readYaml(Array.from({ length: 40_000 }, (_, n) => `k${n}: v${n}`).join('\n'));
    expect(Object.keys(read.value as object)).toHaveLength(40_000);
  });

  it('never throws, whatever the text', () => {
    const piece = fc.constantFrom(
      'a',
      ':',
      ': ',
      '- ',
      '\n',
      '  ',
      '{',
      '}',
      '[',
      ']',
      '"',
      "'",
      '&a',
      '*a',
      '|',
      '>',
      '#',
      '? ',
      '!!',
      '%',
      '\t',
      ',',
      'é',
      '\0',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
      fc.json(),
    );
    fc.assert(
      fc.property(texts, (text) => expect(Array.isArray(readYaml(text).problems)).toBe(true)),
      { numRuns: 2_000 },
    );
  });

  it('reads any JSON that has no trap as JSON does', () => {
    const plain = fc.jsonValue({ maxDepth: 4 }).filter((value) => !JSON.stringify(value).includes('__proto__'));
    fc.assert(
      fc.property(plain, (value) => {
        const read = readYaml(JSON.stringify(value));
        fc.pre(read.problems.length === 0);
        expect(read.value).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
