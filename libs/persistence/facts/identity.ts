import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';
import type { Checked, Problem } from '../../domain/agreement/checked.js';
import { isText } from '../is-text.js';

/** By what a lead is known, strongest first. The one order for all doors. */
export const identityKinds = ['externalId', 'email', 'phone', 'anonymousId'] as const;
export type IdentityKind = (typeof identityKinds)[number];

export interface Identity {
  kind: IdentityKind;
  value: string;
}

/** How a sender names a lead: by Baton's id, or by at least one identity. `country` helps to read a phone number without a `+`. */
export interface LeadReference extends Partial<Record<IdentityKind, string>> {
  leadId?: string;
  country?: string;
}

/** The identities of a reference in the one form they are stored in, strongest first; or what is wrong with them. */
export function identitiesOf(reference: LeadReference): Checked<Identity[]> {
  const problems: Problem[] = [];
  const identities: Identity[] = [];
  for (const kind of identityKinds) {
    const given = reference[kind];
    if (given === undefined) continue;
    const value = normal[kind](given, reference.country);
    if (value === null) problems.push({ path: kind, ...wrong[kind] });
    else identities.push({ kind, value });
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: identities };
}

type Normal = (given: string, country: string | undefined) => string | null;

const normal: Record<IdentityKind, Normal> = { externalId: id, email, phone, anonymousId: id };

const wrong: Record<IdentityKind, Omit<Problem, 'path'>> = {
  externalId: { message: 'An external id is a text of 1 to 200 characters.', cure: "Send your system's own id for the person." },
  email: { message: 'This is no e-mail address.', cure: 'Send one address, such as ana@example.com.' },
  phone: {
    message: 'This phone number can not be read.',
    cure: 'Send it in international form, such as +34 612 345 678, or with profile.country as two letters, such as ES.',
  },
  anonymousId: {
    message: 'An anonymous id is a text of 1 to 200 characters.',
    cure: "Send the visitor's id, as your website keeps it.",
  },
};

function id(given: string): string | null {
  return given.trim() === '' || given.length > 200 || !isText(given) ? null : given;
}

/** Whether a mail to it goes to one person: a list of addresses would tell each of the others. */
export const isOneAddress = (given: string): boolean => email(given) !== null;

const oneAddress = /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]+$/;

function email(given: string): string | null {
  const address = given.normalize('NFKC').trim().toLowerCase();
  return address.length <= 254 && oneAddress.test(address) && isText(address) ? address : null;
}

function phone(given: string, country: string | undefined): string | null {
  const region = country?.trim().toUpperCase();
  const parsed = parsePhoneNumberFromString(given, region && isSupportedCountry(region) ? region : undefined);
  return parsed?.isPossible() ? parsed.number : null;
}
