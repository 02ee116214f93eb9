/** `open`: a quoted cell goes on in the next line. `broken`: a quote stands where none may. */
export type Split = { cells: string[] } | 'open' | 'broken' | 'too many';

export const mostCells = 2_000;

/** The cells of a record by RFC 4180: quotes around a cell that holds the delimiter, quotes or line ends; doubled within. */
export function splitCells(text: string, delimiter: string): Split {
  const cells: string[] = [];
  for (let at = 0; ;) {
    if (cells.length === mostCells) return 'too many';
    const cell = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at, delimiter);
    if (typeof cell === 'string') return cell;
    cells.push(cell.value);
    if (cell.end === text.length) return { cells };
    if (text[cell.end] !== delimiter) return 'broken';
    at = cell.end + 1;
  }
}

/** `end`: where the cell stops; there the delimiter or the end of the record must stand. */
type Cell = { value: string; end: number };

function plainCell(text: string, from: number, delimiter: string): Cell | 'broken' {
  const next = text.indexOf(delimiter, from);
  const end = next === -1 ? text.length : next;
  const value = text.slice(from, end);
  return value.includes('"') ? 'broken' : { value, end };
}

function quotedCell(text: string, from: number): Cell | 'open' {
  let value = '';
  for (let at = from + 1; ;) {
    const quote = text.indexOf('"', at);
    if (quote === -1) return 'open';
    value += text.slice(at, quote);
    if (text[quote + 1] !== '"') return { value, end: quote + 1 };
    value += '"';
    at = quote + 2;
  }
}
