import { randomUUID } from 'node:crypto';
import { close, createReadStream, createWriteStream, fstat as fstatWithCallback, open, type ReadStream } from 'node:fs';
import { unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';

const [openFile, closeFile, fstat] = [promisify(open), promisify(close), promisify(fstatWithCallback)];

/** A file that was sent, kept on disk until it has been read. */
export interface Spool {
  bytes: number;
  /** From the beginning; once. */
  read(): AsyncIterable<Buffer>;
  close(): Promise<void>;
}

/** The file has no name from the start: it is gone when it is closed, or when this process dies. It holds people. */
export async function openSpool(stream: Readable): Promise<Spool> {
  const fd = await openNameless();
  // When it fails, pipeline destroys the writer, which closes the file.
  await pipeline(stream, createWriteStream('', { fd, autoClose: false }));
  const { size } = await fstat(fd);
  return { ...readOnce(fd), bytes: size };
}

async function openNameless(): Promise<number> {
  const path = join(tmpdir(), `baton-import-${randomUUID()}`);
  const fd = await openFile(path, 'wx+', 0o600);
  await unlink(path);
  return fd;
}

/** The reader closes the file at its end, or when it is destroyed. */
function readOnce(fd: number): Pick<Spool, 'read' | 'close'> {
  let reader: ReadStream | null = null;
  return {
    read: () => (reader = createReadStream('', { fd, start: 0, highWaterMark: 256 * 1024 })),
    async close() {
      const open = reader;
      if (open === null) await closeFile(fd);
      else if (!open.closed) await new Promise<void>((resolve) => open.once('close', resolve).destroy());
    },
  };
}
