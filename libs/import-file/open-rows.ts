import type { Checked, Problem } from '../domain/agreement/checked.js';
import { bindColumns } from './bind-columns.js';
import { mapRow, type MappedRow } from './map-row.js';
import type { Mapping } from './mapping.js';
import { readLines } from './read-lines.js';
import { RecordReader, type FileRecord } from './read-records.js';

/** A line of the file: what it says, or why it can't be read. `endsAt`: bytes of the file up to its end. */
export type FileRow = { line: number; endsAt: number } & ({ row: MappedRow } | { problem: Problem });

/** Reads the header and holds the mapping against it; then the rows come one by one, in bounded memory, whatever is in the file. */
export async function openRows(chunks: AsyncIterable<Buffer>, mapping: Mapping): Promise<Checked<AsyncGenerator<FileRow>>> {
  const records = new RecordReader(readLines(chunks), mapping.delimiter);
  const header = await records.next(null);
  if (header === null) return refused({ path: 'file', message: 'the file is empty', cure: 'send a file with a header line' });
  if ('problem' in header) return refused({ ...header.problem, path: 'file', message: `header: ${header.problem.message}` });
  const columns = bindColumns(mapping, header.cells);
  return columns.ok ? { ok: true, value: rowsOf(records, mapping, columns.value, header.cells.length) } : columns;
}

const refused = (problem: Problem): { ok: false; problems: Problem[] } => ({ ok: false, problems: [problem] });

async function* rowsOf(
  records: RecordReader,
  mapping: Mapping,
  columns: Map<string, number>,
  width: number,
): AsyncGenerator<FileRow> {
  for (let record = await records.next(width); record; record = await records.next(width)) yield rowOf(record, mapping, columns);
}

function rowOf(record: FileRecord, mapping: Mapping, columns: Map<string, number>): FileRow {
  const { line, endsAt } = record;
  if ('problem' in record) return { line, endsAt, problem: record.problem };
  const mapped = mapRow(mapping, { columns, cells: record.cells });
  return 'identity' in mapped ? { line, endsAt, row: mapped } : { line, endsAt, problem: mapped };
}
