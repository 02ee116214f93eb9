import type { Profile } from '../scoring/evidence.js';
import type { FieldRule, Terms } from './terms.js';
import { isBlank, numberOf, textOf } from './value-test.js';

/**
 * The profile's value at a dotted path, as the terms read it: blank values are undefined, and so is what is no number in a field that
 * is declared one. `email.domain` is derived from `email`.
 */
export function profileField(profile: Profile, path: string, terms: Pick<Terms, 'fields'>): unknown {
  const value = path === 'email.domain' ? domainOf(walk(profile, 'email')) : walk(profile, path);
  const rule = Object.hasOwn(terms.fields, path) ? terms.fields[path] : undefined;
  return isBlank(value) || rule === undefined ? presentOr(value) : asDeclared(value, rule);
}

const presentOr = (value: unknown): unknown => (isBlank(value) ? undefined : value);

function asDeclared(value: unknown, rule: FieldRule): unknown {
  if (rule.blank.some((blank) => textOf(blank) === textOf(value))) return undefined;
  if (!rule.number) return value;
  const number = numberOf(value);
  return Number.isFinite(number) ? number : undefined;
}

function walk(profile: Profile, path: string): unknown {
  let value: unknown = profile;
  for (const key of path.includes('.') ? path.split('.') : [path]) {
    if (!isObject(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function domainOf(email: unknown): string | undefined {
  return typeof email === 'string' && email.includes('@')
    ? email
        .slice(email.lastIndexOf('@') + 1)
        .trim()
        .toLowerCase()
    : undefined;
}
