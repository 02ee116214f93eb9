import { nameOf } from './name-of.js';
import { identityPattern, looksLikeIdentity, wordQuery } from './word-query.js';

describe('what is typed into a search box', () => {
  it.each([
    ['Eva Acme', `'eva':* & 'acme':*`],
    ['eva.ruiz@acme.example', `'eva':* & 'ruiz':* & 'acme':* & 'example':*`],
    [`a' | !b:* \\`, `'a':* & 'b':*`],
    ['Jose\u0301', `'josé':*`],
    ['   ', null],
    ['1 2 3 4 5 6 7 8 9 10', `'1':* & '2':* & '3':* & '4':* & '5':* & '6':* & '7':* & '8':*`],
  ])('%s becomes beginnings of words', (typed, asked) => expect(wordQuery(typed)).toBe(asked));

  it.each([
    ['Eva@Acme.Example', 'eva@acme.example%'],
    ['CRM_42%', 'CRM\\_42\\%%'],
    [' 0034', '0034%'],
  ])('%s becomes the beginning of an identity', (typed, pattern) => expect(identityPattern(typed)).toBe(pattern));
});

it.each([
  ['eva@acme', true],
  ['CRM_42', true],
  ['+34', true],
  ['eva', false],
  ['room 42', false],
])('%s may be an identity: %s', (typed, may) => expect(looksLikeIdentity(typed)).toBe(may));

describe('what people call a lead', () => {
  it.each([
    [{ name: 'Eva Ruiz', firstName: 'E' }, 'Eva Ruiz'],
    [{ firstName: 'Eva', lastName: 'Ruiz' }, 'Eva Ruiz'],
    [{ name: ' ', lastName: 'Ruiz' }, 'Ruiz'],
    [{ company: { name: 'Acme' }, email: 'a@b.example' }, 'Acme'],
    [{ company: 'Acme' }, 'Acme'],
    [{ email: 'a@b.example' }, 'a@b.example'],
    [{ name: 7, company: null }, null],
  ])('%j: %s', (profile, name) => expect(nameOf(profile)).toBe(name));
});
