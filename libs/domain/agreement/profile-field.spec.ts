import { profileField } from './profile-field.js';
import type { FieldRule, Terms } from './terms.js';

const rule = (changes: Partial<FieldRule> = {}): FieldRule => ({
  clause: 'fields.x',
  oneOf: null,
  number: false,
  blank: [],
  ...changes,
});
const terms: Pick<Terms, 'fields'> = {
  fields: { city: rule({ blank: ['', 'Select'] }), 'company.employees': rule({ number: true }), plan: rule({ oneOf: ['free'] }) },
};
const read = (profile: Record<string, unknown>, path: string): unknown => profileField(profile, path, terms);

describe('a field of a profile', () => {
  it('is found by its dotted path', () => expect(read({ company: { name: 'Acme' } }, 'company.name')).toBe('Acme'));
  it('is undefined if nothing stands there', () => {
    expect(read({}, 'company.name')).toBeUndefined();
    expect(read({ company: 'Acme' }, 'company.name')).toBeUndefined();
    expect(read({ company: null }, 'company.name')).toBeUndefined();
  });
  it('is undefined if it is empty, or says what the agreement calls blank', () => {
    expect(read({ name: ' ' }, 'name')).toBeUndefined();
    expect(read({ city: 'select ' }, 'city')).toBeUndefined();
    expect(read({ city: 'Selectville' }, 'city')).toBe('Selectville');
  });
  it('is a number where one was declared, and undefined if it is none', () => {
    expect(read({ company: { employees: '120' } }, 'company.employees')).toBe(120);
    expect(read({ company: { employees: 'many' } }, 'company.employees')).toBeUndefined();
  });
  it('keeps a value that oneOf does not name', () => expect(read({ plan: 'gold' }, 'plan')).toBe('gold'));
  it('derives the domain from the e-mail address', () => {
    expect(read({ email: 'Ana@Mail.Acme.example ' }, 'email.domain')).toBe('mail.acme.example');
    expect(read({ email: 'nobody' }, 'email.domain')).toBeUndefined();
    expect(read({ email: 'nobody@' }, 'email.domain')).toBeUndefined();
  });
  it('never reads what JavaScript itself brings along', () => {
    expect(read({}, 'constructor')).toBeUndefined();
    expect(read({ company: {} }, 'company.toString')).toBeUndefined();
  });
});
