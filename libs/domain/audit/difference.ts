/** The kinds of rows that the audit holds against what their inputs give. `facts`: what the turn saw can't be made anew. */
export type Kind = 'turn' | 'facts' | 'event' | 'command' | 'clock' | 'seat' | 'effect' | 'dossier' | 'life';

/** Something stored that its inputs do not give. */
export interface Difference {
  /** The turn that wrote it; null: what it is about stands for the whole life. */
  turn: number | null;
  kind: Kind;
  /** Where in the row, `body.repId`; empty: the whole row. */
  field: string;
  /** What its inputs give, and what is stored, as JSON of some characters; null: nothing. Who the lead is is never shown. */
  expected: string | null;
  stored: string | null;
  sentence: string;
}

/** One place in which two values differ. */
export interface Differing {
  field: string;
  expected: unknown;
  stored: unknown;
}

/** Every place in which two JSON values differ, in order of the expected one's fields. A field that is absent or undefined is one that is not there. */
export function differing(expected: unknown, stored: unknown, field = ''): Differing[] {
  if (Object.is(expected, stored)) return [];
  if (!isTree(expected) || !isTree(stored) || Array.isArray(expected) !== Array.isArray(stored))
    return [{ field, expected, stored }];
  const keys = new Set([...Object.keys(expected), ...Object.keys(stored)]);
  return [...keys].flatMap((key) => differing(expected[key], stored[key], field === '' ? key : `${field}.${key}`));
}

const isTree = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Says where a row is not what its inputs give: one difference a row, by the first field that differs. */
export function differenceOf(
  where: Pick<Difference, 'turn' | 'kind'>,
  what: string,
  expected: unknown,
  stored: unknown,
): Difference[] {
  const [first, ...others] = differing(expected, stored);
  if (first === undefined) return [];
  const [should, is] = [shown(first.field, first.expected), shown(first.field, first.stored)];
  const field = first.field === '' ? 'it' : first.field;
  const more = others.length === 0 ? '' : ` ${others.length} more of its fields differ.`;
  const sentence = `${what}: ${field} is ${is ?? 'not there'}; its inputs give ${should ?? 'none'}.${more}`;
  return [{ ...where, field: first.field, expected: should, stored: is, sentence }];
}

const mostShown = 200;
const personal = /(^|\.)(profile|identities|consent)(\.|$)/;

function shown(field: string, value: unknown): string | null {
  if (value === undefined) return null;
  if (personal.test(field)) return '(who the lead is)';
  const text = JSON.stringify(value, (key, each: unknown) => (personal.test(key) ? '(who the lead is)' : each));
  return text.length > mostShown ? `${text.slice(0, mostShown)}…` : text;
}
