import type { Problem } from './checked.js';
import { report } from './scope.js';
import type { Team } from './team.js';
import type { ListDocument } from './team-document.js';
import { textOf } from './value-test.js';

type List = Team['lists'][string];

/** Rows by the value they match, lower-cased. A plain list has rows without columns. */
export function compileList(list: ListDocument, path: string, problems: Problem[]): List {
  // No prototype: values come from outside, and `constructor` may be one of them.
  const rows: List = Object.create(null) as List;
  for (const { at, value, columns } of entriesOf(list)) {
    const key = textOf(value);
    if (key === null || key === '')
      report({ problems }, `${path}.${at}`, 'this entry has no value to look up', 'fill it in, or remove the entry');
    else if (Object.hasOwn(rows, key))
      report({ problems }, `${path}.${at}`, 'this value stands more than once (case does not count)', 'keep one of them');
    else rows[key] = columns;
  }
  return rows;
}

interface Entry {
  at: string;
  value: unknown;
  columns: Record<string, string>;
}

function entriesOf(list: ListDocument): Entry[] {
  if (Array.isArray(list)) return list.map((value, at) => ({ at: String(at), value, columns: {} }));
  return list.rows.map((row, at) => ({ at: `rows.${at}`, value: row[list.key], columns: columnsOf(row, list.key) }));
}

const columnsOf = (row: Record<string, string | number>, key: string): Record<string, string> =>
  Object.fromEntries(Object.entries(row).flatMap(([column, value]) => (column === key ? [] : [[column, String(value)]])));
