import { compile } from '../domain/agreement/compile.js';
import { mostProblems, type Problem } from '../domain/agreement/checked.js';
import { diffAgreements } from '../domain/agreement/diff.js';
import type { AgreementDocument } from '../domain/agreement/document.js';
import { passes } from '../domain/agreement/value-test.js';
import { agreementOf } from '../../test/support/agreement-document.js';
import { parseAgreement } from './parse-agreement.js';
import { readYaml } from './read-yaml.js';
import { tooMuchIn } from './too-much-in.js';

// What is counted here is what time and memory grow with: bytes, values, lookups, problems. Nothing is timed.
const refused = (text: string): Problem[] => {
  const checked = parseAgreement(text);
  return checked.ok ? [] : checked.problems;
};
const numbers = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

describe('an agreement that means harm is refused by what it would cost, before it costs that', () => {
  it('ten megabytes: by its length, unread', () => {
    const [problem, ...others] = refused(`agreement: ${'x'.repeat(10_000_000)}`);
    expect(problem).toMatchObject({ path: '', message: expect.stringContaining('longer than 1 MB') as string });
    expect(problem?.cure).toContain('trim them');
    expect(others).toEqual([]);
  });

  it('a billion aliases: once a hundred were followed', () => {
    const names = [...'abcdefghi'];
    const bomb = names.map(
      (name, at) =>
        `${name}: &${name} [${Array(9)
          .fill(at === 0 ? 'lol' : `*${names[at - 1]}`)
          .join(', ')}]`,
    );
    expect(refused(bomb.join('\n'))).toMatchObject([{ cure: expect.stringContaining('without aliases of aliases') as string }]);
  });

  it('values without end: at the 20,001st, repeated ones included', () => {
    const list = (count: number): string =>
      `signals: [${numbers(count)
        .map((n) => `a${n}`)
        .join(', ')}]`;
    expect(readYaml(list(19_990), 20_000).broken).toBe(false);
    expect(refused(list(20_001))).toMatchObject([{ message: expect.stringContaining('more than 20000 values') as string }]);
    const repeated = `a: &a [${numbers(300).join(', ')}]\n${numbers(90)
      .map((n) => `k${n}: *a`)
      .join('\n')}`;
    expect(refused(repeated)).toMatchObject([{ message: expect.stringContaining('more than 20000 values') as string }]);
  });

  it('words without end: before any of them is parsed', () => {
    const long = (part: string): string => part.repeat(Math.floor(999_000 / part.length));
    for (const part of ['[', '{a: '])
      expect(refused(long(part))).toMatchObject([{ message: expect.stringContaining('nested too') }]);
    expect(tooMuchIn(`a: &a x\nb: [${long('*a, ')}`, 20_000)).toBe('depth');
    for (const part of ['- &a x\n', '- !foo x\n', 'a: 1\n', '? a\n', 'a: '])
      expect([part, tooMuchIn(long(part), 20_000)]).toEqual([part, 'values']);
  });

  it('but no word of a document that may be read', () => {
    const values = numbers(400).map((n) => `- !!str &a${n} "k${n}": !!str &b${n} 'v${n}' # why\n`);
    expect(tooMuchIn(values.join('\n'), 800)).toBeNull();
    expect(tooMuchIn('text: "[[[[" # [[[[\nother: |\n  {{{{ *a\n', 2)).toBeNull();
    expect(tooMuchIn(`${'['.repeat(60)}${']'.repeat(60)}`, 20_000)).toBeNull();
    expect(tooMuchIn(JSON.stringify(numbers(20_000)), 20_000)).toBeNull();
  });

  it('conditions within conditions: at the sixtieth', () => {
    const deep = `agreement: a\ndisqualify: [{ reason: x, when: ${'{ not: '.repeat(80)}{ band: hot }${' }'.repeat(80)} }]`;
    expect(refused(deep)).toMatchObject([{ message: expect.stringContaining('nested too deeply') as string }]);
  });

  it('an anchor that holds itself', () => {
    expect(refused('agreement: &a { b: *a }')).not.toEqual([]);
    expect(refused('signals: &a\n  x: *a')).not.toEqual([]);
  });

  it('a thousand lanes, each of which would repeat a thousand clocks of the default', () => {
    const lanes = numbers(1_000).map((n) => ({ id: `l${n}`, when: { band: 'hot' } }));
    expect(refused(JSON.stringify({ ...agreementOf(), handOffs: { lanes } }))).toMatchObject([
      { path: 'handOffs.lanes', cure: expect.stringContaining('100') as string },
    ]);
  });

  it('a thousand clocks, rungs or escalations, each of which a hundred lanes would repeat', () => {
    const clock = { from: 'noticed', until: 'accepted', within: '1h', hours: 'rep', by: 'sales' } as const;
    const clocks = Object.fromEntries(numbers(101).map((n) => [`c${n}`, clock]));
    const shared = { to: [{ queue: 'unrouted' }], clocks };
    const [lane] = agreementOf().handOffs.lanes;
    const lanes = [{ id: 'a', when: lane?.when ?? { all: [] } }];
    const compiled = compile(agreementOf({ handOffs: { default: shared, lanes } }));
    expect(compiled.ok ? [] : compiled.problems).toMatchObject([
      { path: 'handOffs.default.clocks', cure: expect.stringContaining('100') as string },
    ]);
    const escalation = numbers(101).map(() => ({ at: '50%', of: 'c1', do: 'remind' }));
    const to = numbers(101).map((n) => ({ rep: `r${n}` }));
    expect(refused(JSON.stringify({ ...agreementOf(), handOffs: { default: { to, escalation }, lanes } }))).toMatchObject([
      { path: 'handOffs.default.to' },
      { path: 'handOffs.default.escalation' },
    ]);
  });

  it('thousands of faults: a hundred are told, and that there are more', () => {
    const keys = Object.fromEntries(numbers(9_000).map((n) => [`key${n}`, 1]));
    expect(refused(JSON.stringify({ ...agreementOf(), ...keys })).length).toBeLessThanOrEqual(mostProblems);
    const rules = numbers(4_000).map((n) => ({ signal: `unknown-${n}`, points: 1 }));
    const checked = compile(agreementOf({ scoring: { engagement: rules, bands: [{ band: 'cold' }] } }));
    const problems = checked.ok ? [] : checked.problems;
    expect(problems).toHaveLength(mostProblems);
    expect(problems.at(-1)).toMatchObject({ message: expect.stringContaining('or more beside these') as string });
  });
});

describe('patterns', () => {
  const hostile = ['(a+)+$', '^(([a-z])+.)+[A-Z]([a-z])+$', '.*.*.*=.*', '['];

  it('are letters like any others: nothing in a condition is a regular expression', () => {
    for (const letters of hostile) {
      expect(passes({ contains: letters }, `before ${letters} after`, () => false)).toBe(true);
      expect(passes({ startsWith: letters }, `${letters} after`, () => false)).toBe(true);
      expect(passes({ contains: letters }, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', () => false)).toBe(false);
    }
  });

  it.each(['matches', 'regex', 'pattern'])('have no test of their own: %s is no key', (key) => {
    const disqualify = [{ when: { field: 'country', [key]: '(a+)+$' }, reason: 'x' }];
    expect(refused(JSON.stringify({ ...agreementOf(), disqualify })).map(({ path }) => path)).toEqual([
      `disqualify.x.when.${key}`,
    ]);
  });
});

it('two long documents are compared entry by entry, each looked at once', () => {
  let looks = 0;
  const counted = (n: number): object => ({
    get signal(): string {
      looks += 1;
      return `s${n}`;
    },
    points: 1,
  });
  const long = (ids: number[]): AgreementDocument =>
    ({ ...agreementOf(), scoring: { bands: [{ band: 'cold' }], engagement: ids.map(counted) } }) as AgreementDocument;
  const count = 2_000;
  expect(diffAgreements(long(numbers(count)), long(numbers(count).reverse()))).toEqual([]);
  expect(looks).toBeLessThan(40 * count);
});
