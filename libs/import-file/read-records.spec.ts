import { readLines, longestLine } from './read-lines.js';
import { RecordReader, type FileRecord } from './read-records.js';

/** A file as it comes over the wire: in pieces that care for no line. */
async function* inPieces(file: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < file.length; at += size) yield file.subarray(at, at + size);
}

async function recordsOf(file: string | Buffer, { width = 2, pieces = 7, delimiter = ',' } = {}): Promise<FileRecord[]> {
  const reader = new RecordReader(readLines(inPieces(Buffer.from(file as string), pieces)), delimiter);
  const records: FileRecord[] = [];
  for (let record = await reader.next(width); record; record = await reader.next(width)) records.push(record);
  return records;
}

/** `2: a|b` for cells, `3! …` for what is refused. */
const told = (records: FileRecord[]): string[] =>
  records.map((record) =>
    'cells' in record ? `${record.line}: ${record.cells.join('|')}` : `${record.line}! ${record.problem.message}`,
  );

describe('records of a file', () => {
  it('are its lines, by commas, whatever the line ends; empty lines are none', async () =>
    expect(told(await recordsOf('a,b\r\n\r\nc,\nd,e'))).toEqual(['1: a|b', '3: c|', '4: d|e']));

  it('hold delimiters, quotes and line ends within quotes', async () =>
    expect(told(await recordsOf('"a,1","say ""hi"""\n"two\nlines",b\n,""\n'))).toEqual([
      '1: a,1|say "hi"',
      '2: two\nlines|b',
      '4: |',
    ]));

  it('know other delimiters, and leave the byte order mark out', async () =>
    expect(told(await recordsOf('\uFEFFa;b\nc;"d;e"', { delimiter: ';' }))).toEqual(['1: a|b', '2: c|d;e']));

  it('read the same in pieces of any size', async () => {
    const file = 'a,"ñ\n€"\r\n"""",b\n';
    for (const pieces of [1, 2, 3, 5, 100]) expect(told(await recordsOf(file, { pieces }))).toEqual(['1: a|ñ\n€', '3: "|b']);
  });

  it('tell how far into the file they reach', async () => {
    const records = await recordsOf('a,b\n"c\nd",e\nf,g');
    expect(records.map(({ endsAt }) => endsAt)).toEqual([4, 12, 15]);
  });
});

describe('a broken record costs the line it begins on, and no other', () => {
  it.each([
    ['a quote that is never closed', '"open,1', 'a quote is opened and never closed'],
    ['text after a closing quote', '"shut"tight,1', 'a quote stands where none may'],
    ['a quote amid plain text', 'half"way,1', 'a quote stands where none may'],
    ['a cell too many', 'a,b,c', 'the line has 3 cells, and the header 2'],
    ['a cell too few', 'a', 'the line has 1 cells, and the header 2'],
    ['a line in another encoding', Buffer.from([0x4e, 0xf1, 0x2c, 0x31]), 'the line is not in UTF-8'],
    ['a line that is too long', 'x'.repeat(longestLine + 1), 'the line is longer than 256 KB'],
    ['a million columns', ','.repeat(200_000), 'the line has more than 2000 cells'],
  ])('%s', async (_, line, message) => {
    const file = Buffer.concat([Buffer.from('a,b\n'), Buffer.from(line as string), Buffer.from('\nc,d\n"e",f\n')]);
    expect(told(await recordsOf(file, { pieces: 4096 }))).toEqual(['1: a|b', `2! ${message}`, '3: c|d', '4: e|f']);
  });

  it('also when a later quote seems to close it', async () =>
    expect(told(await recordsOf('"open,1\nc,d\ne","f",g\n"h",i\n'))).toEqual([
      '1! a quote is opened and never closed',
      '2: c|d',
      '3! a quote stands where none may',
      '4: h|i',
    ]));

  it('and thousands of them cost no more than the lines they are', async () => {
    const records = await recordsOf('"open,1\n'.repeat(3_000), { pieces: 65_536 });
    expect(records).toHaveLength(3_000);
    expect(records.filter((record) => 'problem' in record)).toHaveLength(3_000);
  });

  it('a line without an end is read in bounded memory', async () => {
    const piece = Buffer.alloc(1024 * 1024, 0x78);
    async function* huge(): AsyncGenerator<Buffer> {
      yield Buffer.from('a,b\n');
      for (let n = 0; n < 300; n++) yield piece;
      yield Buffer.from('\nc,d\n');
    }
    const before = process.memoryUsage().arrayBuffers;
    const reader = new RecordReader(readLines(huge()), ',');
    const records = [await reader.next(2), await reader.next(2), await reader.next(2)];
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
    expect(told(records.flatMap((record) => record ?? []))).toEqual(['1: a|b', '2! the line is longer than 256 KB', '3: c|d']);
  });
});
