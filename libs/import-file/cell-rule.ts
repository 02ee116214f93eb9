import type { CellRule } from './mapping.js';
import { steps, type CellDocument } from './mapping-document.js';

/** The form in which texts of a file are compared: without outer space, in small letters. */
export const meaningOf = (text: string): string => text.trim().toLowerCase();

/** How a cell is read; `blank` holds for all columns, the cell's own is added. */
export function cellRule(path: string, cell: CellDocument, blank: string[]): CellRule {
  const { column, normalise = [], prefix = '', blank: own = [] } = typeof cell === 'string' ? { column: cell } : cell;
  return {
    path,
    column,
    steps: steps.filter((step) => normalise.includes(step)),
    prefix,
    blank: new Set(['', ...blank, ...own].map(meaningOf)),
  };
}
