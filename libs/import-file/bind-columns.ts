import type { Checked, Problem } from '../domain/agreement/checked.js';
import { hint } from '../domain/agreement/nearest.js';
import { cellsOf } from './cells-of.js';
import type { Mapping } from './mapping.js';

/** Where each column that the mapping reads stands in the file; or which are missing, or stand there twice. */
export function bindColumns(mapping: Mapping, header: string[]): Checked<Map<string, number>> {
  const names = header.map((name) => name.trim());
  const columns = new Map<string, number>();
  const problems: Problem[] = [];
  for (const { path, column } of cellsOf(mapping)) {
    const at = names.indexOf(column.trim());
    if (at === -1) problems.push(missing(path, column, names, mapping.delimiter));
    else if (names.lastIndexOf(column.trim()) !== at) problems.push(twice(path, column));
    columns.set(column, at);
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: columns };
}

function missing(path: string, column: string, names: string[], delimiter: string): Problem {
  const message = `the file has no column \`${column}\``;
  const other = [',', ';', '\t', '|'].find((one) => one !== delimiter && names.length === 1 && names[0]?.includes(one));
  if (other === undefined) return { path, message, cure: hint(column, names, 'take it out of the mapping') };
  return { path, message, cure: `the header is one column; write \`delimiter: ${JSON.stringify(other)}\` in the mapping` };
}

const twice = (path: string, column: string): Problem => ({
  path,
  message: `the file has two columns \`${column}\``,
  cure: 'rename one of them in the header, and say here which is meant',
});
