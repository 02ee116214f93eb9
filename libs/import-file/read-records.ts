import type { Problem } from '../domain/agreement/checked.js';
import { longestLine, type Line } from './read-lines.js';
import { mostCells, splitCells } from './split-cells.js';

/** A record, by the line it begins on: its cells, or why they can't be read. */
export type FileRecord = { line: number; endsAt: number } & ({ cells: string[] } | { problem: Problem });

const mostLines = 500;

/**
 * The records of a CSV file. What is broken costs the line it begins on and no other: a quote that is never closed would swallow the
 * lines after it, so these are read again, each as a beginning.
 */
export class RecordReader {
  private readonly ahead: Line[] = [];

  constructor(
    private readonly lines: AsyncIterator<Line>,
    private readonly delimiter: string,
  ) {}

  /** The next record, null at the end. `width`: how many cells it must have; null for the header, which says so itself. */
  async next(width: number | null): Promise<FileRecord | null> {
    for (let line = await this.nextLine(); line; line = await this.nextLine())
      if (line.text !== '') return this.recordFrom(line, width);
    return null;
  }

  private async recordFrom(first: Line, width: number | null): Promise<FileRecord> {
    const { number: line, endsAt } = first;
    if (first.problem !== null) return { line, endsAt, problem: unread[first.problem] };
    const more: Line[] = [];
    const refuse = (problem: Problem): FileRecord => {
      this.ahead.unshift(...more);
      return { line, endsAt, problem: more.length > 0 ? neverClosed : problem };
    };
    for (let text = first.text ?? ''; ;) {
      const split = splitCells(text, this.delimiter);
      if (split === 'broken') return refuse(broken);
      if (split === 'too many') return refuse(tooMany);
      if (split !== 'open') {
        const { cells } = split;
        if (width !== null && cells.length !== width) return refuse(misshapen(cells.length, width));
        return { line, endsAt: more.at(-1)?.endsAt ?? endsAt, cells };
      }
      const longer = await this.untilNextQuote(text, more);
      if (longer === null) return refuse(neverClosed);
      text = longer;
    }
  }

  /** The text with the lines that follow, up to one with a quote in it; null if the record would grow without end. */
  private async untilNextQuote(text: string, more: Line[]): Promise<string | null> {
    for (let longer = text; more.length < mostLines;) {
      const line = await this.nextLine();
      if (line) more.push(line);
      if (!line || line.text === null || longer.length + line.text.length > longestLine) return null;
      longer = `${longer}\n${line.text}`;
      if (line.text.includes('"')) return longer;
    }
    return null;
  }

  private async nextLine(): Promise<Line | null> {
    const known = this.ahead.shift();
    if (known) return known;
    const { value, done } = await this.lines.next();
    return done === true ? null : value;
  }
}

const at = { path: 'line' };
const unread: Record<NonNullable<Line['problem']>, Problem> = {
  'too long': { ...at, message: `the line is longer than ${longestLine / 1024} KB`, cure: 'shorten its cells' },
  'not UTF-8': { ...at, message: 'the line is not in UTF-8', cure: 'save the file as “CSV UTF-8”, and send it again' },
};
const broken = { ...at, message: 'a quote stands where none may', cure: 'put the whole cell in quotes, and double those within' };
const neverClosed = {
  ...at,
  message: 'a quote is opened and never closed',
  cure: 'close it, or double it if it belongs to the text',
};
const tooMany = { ...at, message: `the line has more than ${mostCells} cells`, cure: 'take out what is not needed' };
const misshapen = (cells: number, width: number): Problem => ({
  ...at,
  message: `the line has ${cells} cells, and the header ${width}`,
  cure: 'give every line as many cells as the header; put cells that hold the delimiter in quotes',
});
