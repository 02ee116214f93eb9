import type { Problem } from '../domain/agreement/checked.js';
import { meaningOf } from './cell-rule.js';
import type { CellRule } from './mapping.js';

export type Value = string | number | boolean;

/** The cells of one record, and where each column stands among them. */
export interface Row {
  columns: ReadonlyMap<string, number>;
  cells: readonly string[];
}

/** A cell that can't be read: its line is refused. */
export class BadCell extends Error {
  readonly problem: Problem;

  constructor({ path, column }: CellRule, what: string, cure: string) {
    super(`A cell ${what}.`);
    this.name = 'BadCell';
    this.problem = { path, message: `\`${column}\` ${what}`, cure };
  }
}

const longestCell = 10_000;

/** The cell's value; undefined if it is blank. A formula (`=cmd|…`) is text like any other: nothing here evaluates it. */
export function readCell(rule: CellRule, { columns, cells }: Row): Value | undefined {
  const given = cells[columns.get(rule.column) ?? -1] ?? '';
  if (rule.blank.has(meaningOf(given))) return undefined;
  if (given.length > longestCell)
    throw new BadCell(rule, `is longer than ${longestCell} characters`, 'shorten it, or take the column out of the mapping');
  const value = rule.steps.reduce<Value>((before, step) => normal[step](String(before), rule), given);
  return rule.prefix === '' ? value : `${rule.prefix}${value}`;
}

const normal: Record<CellRule['steps'][number], (text: string, rule: CellRule) => Value> = {
  trim: (text) => text.trim(),
  lower: (text) => text.toLowerCase(),
  number: (text, rule) => {
    if (!/^\s*[+-]?\d{1,15}(\.\d{1,15})?\s*$/.test(text))
      throw new BadCell(rule, 'is no number', 'write digits, with a point before decimals, such as 1250.5');
    return Number(text);
  },
  yesNo: (text, rule) => {
    const answer = meaningOf(text);
    if (!yes.includes(answer) && !no.includes(answer))
      throw new BadCell(rule, 'is neither yes nor no', 'write yes or no, true or false, 1 or 0');
    return yes.includes(answer);
  },
};

const yes = ['yes', 'y', 'true', '1', '1.0'];
const no = ['no', 'n', 'false', '0', '0.0'];
