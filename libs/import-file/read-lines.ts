/** One line of a file, numbered from 1. `text` is null when it can't be read. `endsAt`: bytes of the file up to its end. */
export interface Line {
  number: number;
  text: string | null;
  problem: 'too long' | 'not UTF-8' | null;
  endsAt: number;
}

/** No line and no record is longer, in bytes: what is beyond is thrown away as it comes, so a line of 2 GB costs no memory. */
export const longestLine = 256 * 1024;

/** A file's lines, whatever their ends (\n, \r\n), in bounded memory. A byte order mark is left out. */
export async function* readLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Line> {
  const line = new LineBeingRead();
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, from)) {
      line.add(chunk.subarray(from, end), 1);
      yield line.take();
      from = end + 1;
    }
    line.add(chunk.subarray(from), 0);
  }
  if (!line.isEmpty()) yield line.take();
}

class LineBeingRead {
  private number = 0;
  private endsAt = 0;
  private size = 0;
  private parts: Buffer[] = [];

  add(part: Buffer, lineEnd: number): void {
    this.endsAt += part.length + lineEnd;
    this.size += part.length;
    if (this.size > longestLine) this.parts = [];
    // A copy: a part would keep its whole chunk alive.
    else if (part.length > 0) this.parts.push(lineEnd === 1 ? part : Buffer.from(part));
  }

  isEmpty(): boolean {
    return this.size === 0;
  }

  take(): Line {
    const isTooLong = this.size > longestLine;
    const text = isTooLong ? null : decode(Buffer.concat(this.parts));
    this.number += 1;
    this.parts = [];
    this.size = 0;
    const problem = isTooLong ? 'too long' : text === null ? 'not UTF-8' : null;
    return { number: this.number, text: this.number === 1 ? withoutMark(text) : text, problem, endsAt: this.endsAt };
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decode(bytes: Buffer): string | null {
  try {
    return utf8.decode(bytes.at(-1) === 13 ? bytes.subarray(0, -1) : bytes);
  } catch {
    return null;
  }
}

const withoutMark = (text: string | null): string | null => text?.replace(/^\uFEFF/, '') ?? null;
