import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** The form of POST /v1/imports: the mapping and the file, read as it is sent. `sent` hears how many bytes of the file have gone. */
export function uploadForm(
  map: string,
  file: string,
  sent: (bytes: number) => void,
): { type: string; body: AsyncIterable<Buffer> } {
  const boundary = `baton-${randomUUID()}`;
  const head = (name: string, type: string): string =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${name}"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`;
  async function* body(): AsyncGenerator<Buffer> {
    yield Buffer.from(`${head('map', 'application/yaml')}${map}\r\n${head('file', 'text/csv')}`);
    let bytes = 0;
    for await (const chunk of createReadStream(file, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
      yield chunk;
      sent((bytes += chunk.length));
    }
    yield Buffer.from(`\r\n--${boundary}--\r\n`);
  }
  return { type: `multipart/form-data; boundary=${boundary}`, body: body() };
}
