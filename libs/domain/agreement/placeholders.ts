import { pathPattern } from './names.js';

const placeholder = /\{\{([^{}|]*)(?:\|[^{}]*)?\}\}/g;

/** Not of the profile: stands for the link by which a lead hears no more. */
export const unsubscribeWord = 'unsubscribe';

/** Paths that a text wants filled in: `Hello {{firstName}}`, or `Hello {{firstName|there}}` with words for a blank one. */
export const placeholders = (text: string): string[] => [...text.matchAll(placeholder)].map((found) => (found[1] ?? '').trim());

/** What is wrong with a text's placeholders by themselves, or null. */
export function placeholderProblem(text: string): string | null {
  const odd = placeholders(text).find((path) => !pathPattern.test(path));
  if (odd !== undefined) return `\`{{${odd}}}\` is no path of a profile`;
  return /\{\{|\}\}/.test(text.replace(placeholder, '')) ? 'a pair of braces is not closed' : null;
}
