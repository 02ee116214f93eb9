import type { Problem } from '../domain/agreement/checked.js';
import { bindColumns } from './bind-columns.js';
import { compileMapping } from './compile-mapping.js';
import type { MappingDocument } from './mapping-document.js';

const document = (over: Partial<MappingDocument> = {}): MappingDocument => ({
  mapping: 'trial',
  identity: { email: 'Mail' },
  profile: { country: 'Land' },
  ...over,
});

function problemsOf(over: Partial<MappingDocument>, header?: string[]): Problem[] {
  const compiled = compileMapping(document(over));
  if (!compiled.ok) return compiled.problems;
  const bound = bindColumns(compiled.value, header ?? ['Mail', 'Land', 'Answer', 'When']);
  return bound.ok ? [] : bound.problems;
}

describe('a mapping', () => {
  it('that says what it means has no problem', () =>
    expect(
      problemsOf({
        never: { Outcome: 'it is the outcome' },
        consent: { email: { column: 'Answer', given: ['yes'], withdrawn: ['no'] } },
        facts: [{ fact: 'page_viewed', occurredAt: { column: 'When', zone: 'Europe/Madrid' }, data: { path: 'Answer' } }],
      }),
    ).toEqual([]));

  it.each<[string, Partial<MappingDocument>, string, string, string]>([
    [
      'a column that was written afterwards',
      { never: { Land: 'sales wrote it afterwards' } },
      'profile.country',
      "`Land` can't be an input: sales wrote it afterwards",
      'take it out of `never`',
    ],
    [
      'such a column whatever its letters, in a fact',
      { never: { ' TAGS': 'sales wrote it' }, facts: [{ fact: 'tagged', occurredAt: 'atImport', data: { tag: 'Tags' } }] },
      'facts.0.data.tag',
      'sales wrote it',
      'remove it here',
    ],
    ['no identity', { identity: {} }, 'identity', 'no column names the person', 'externalId'],
    [
      'two columns for one field',
      { profile: { country: 'Land', Country: 'Answer' } },
      'profile.Country',
      '`Country` and `country` are one field with two columns',
      'keep one',
    ],
    [
      'a field within a field',
      { profile: { company: 'Land', 'company.name': 'Answer' } },
      'profile.company.name',
      'are one field with two columns',
      'keep one',
    ],
    ['an identity among the fields', { profile: { email: 'Mail' } }, 'profile.email', 'is an identity', 'under `identity`'],
    ['a name that would poison', { profile: { 'a.__proto__.b': 'Land' } }, 'profile.a.__proto__.b', "can't be a name", 'another'],
    [
      'an unknown zone',
      { changedAt: { column: 'When', zone: 'Europe/Madird' } },
      'changedAt.zone',
      'nobody knows the zone `Europe/Madird`',
      'did you mean `Europe/Madrid`?',
    ],
    [
      'a local time without a zone',
      { changedAt: { column: 'When', format: 'dd/MM/yyyy' } },
      'changedAt',
      'without its zone',
      'Europe/Madrid',
    ],
    [
      'a format without a day',
      { changedAt: { column: 'When', zone: 'UTC', format: 'HH:mm' } },
      'changedAt.format',
      'names no day',
      'yyyy-MM-dd',
    ],
    [
      'an answer that means both',
      { consent: { phone: { column: 'Answer', given: ['Yes'], withdrawn: ['yes '] } } },
      'consent.phone',
      'both given and withdrawn',
      'one of the two',
    ],
    [
      "a fact of Baton's own",
      { facts: [{ fact: 'consent', occurredAt: 'atImport' }] },
      'facts.0.fact',
      'Baton makes of the row',
      'under `consent`',
    ],
    ['a missing column', { profile: { country: 'Lamd' } }, 'profile.country', 'no column `Lamd`', 'did you mean `Land`?'],
  ])('is refused for %s', (_, over, path, message, cure) => {
    const problems = problemsOf(over);
    expect(problems).toMatchObject([{ path, message: expect.stringContaining(message), cure: expect.stringContaining(cure) }]);
  });

  it('is refused for a column that stands twice in the header', () =>
    expect(problemsOf({}, ['Mail', 'Land', 'Mail'])).toMatchObject([
      { path: 'identity.email', message: expect.stringContaining('two columns `Mail`') },
    ]));

  it('hears of another delimiter', () =>
    expect(problemsOf({}, ['Mail;Land'])[0]?.cure).toBe('the header is one column; write `delimiter: ";"` in the mapping'));
});
