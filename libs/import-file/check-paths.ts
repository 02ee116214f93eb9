import type { Problem } from '../domain/agreement/checked.js';
import type { MappingDocument } from './mapping-document.js';

/** One field takes one column, and the fields that are identities are written there. */
export function checkPaths(document: MappingDocument, problems: Problem[]): void {
  if (Object.keys(document.identity).length === 0)
    problems.push({
      path: 'identity',
      message: 'no column names the person',
      cure: 'name at least one of externalId, email, phone, anonymousId',
    });
  checkFields('profile', Object.keys(document.profile ?? {}), problems);
  document.facts?.forEach(({ data }, at) => checkFields(`facts.${at}.data`, Object.keys(data ?? {}), problems));
  for (const field of Object.keys(document.profile ?? {}).filter((path) => /^(email|phone)(\.|$)/i.test(path)))
    problems.push({
      path: `profile.${field}`,
      message: `\`${field}\` is an identity, and part of the profile by that`,
      cure: `write it under \`identity\``,
    });
}

function checkFields(under: string, fields: string[], problems: Problem[]): void {
  const seen = new Map<string, string>();
  for (const field of fields) {
    const path = `${under}.${field}`;
    if (/(^|\.)(__proto__|prototype|constructor)(\.|$)/.test(field))
      problems.push({ path, message: `\`${field}\` can't be a name`, cure: 'give the field another name' });
    const other = [...seen].find(([known]) => overlap(known, field.toLowerCase()))?.[1];
    if (other !== undefined)
      problems.push({ path, message: `\`${field}\` and \`${other}\` are one field with two columns`, cure: 'keep one of them' });
    seen.set(field.toLowerCase(), field);
  }
}

/** The same, or one within the other: a field that holds a text can't hold fields too. */
const overlap = (a: string, b: string): boolean => a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);
