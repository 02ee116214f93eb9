import type { Profile } from '../../domain/scoring/evidence.js';

/** What people call the lead: by name, else by company or address; null for a visitor nobody knows yet. */
export function nameOf(profile: Profile): string | null {
  const { name, firstName, lastName, company, email } = profile;
  const inFull = [firstName, lastName].filter(isWord).join(' ');
  const firm = typeof company === 'object' && company !== null ? (company as Profile)['name'] : company;
  return [name, inFull, firm, email].find(isWord) ?? null;
}

const isWord = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
