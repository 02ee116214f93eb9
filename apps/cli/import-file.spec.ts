import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApiClient } from './api-client.js';
import { importFile } from './import-file.js';

const folder = mkdtempSync(join(tmpdir(), 'baton-import-'));
afterAll(() => rmSync(folder, { recursive: true }));

const terminal = { say: () => undefined, bar: { show: () => undefined, end: () => undefined } };
const sent = (file: string): Promise<unknown> =>
  importFile({ verb: 'import', file, map: file, dryRun: false }, createApiClient('http://127.0.0.1:9', 'x'), terminal);

describe('a file that can not be sent', () => {
  it('is told before Baton is asked, with its cure', async () => {
    await expect(sent(join(folder, 'none.csv'))).rejects.toThrow('Name one that exists.');
    await expect(sent(folder)).rejects.toThrow('Name the file itself.');
  });
});
