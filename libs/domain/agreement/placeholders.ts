import { pathPattern } from './names.js';

const placeholder = /\{\{([^{}]*)\}\}/g;

/** Profile paths that a text wants filled in: `Hello {{firstName}}`. */
export const placeholders = (text: string): string[] => [...text.matchAll(placeholder)].map((found) => (found[1] ?? '').trim());

/** What is wrong with a text's placeholders by themselves, or null. */
export function placeholderProblem(text: string): string | null {
  const odd = placeholders(text).find((path) => !pathPattern.test(path));
  if (odd !== undefined) return `\`{{${odd}}}\` is no path of a profile`;
  return /\{\{|\}\}/.test(text.replace(placeholder, '')) ? 'a pair of braces is not closed' : null;
}
