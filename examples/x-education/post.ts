import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { putInForce, type Send } from '../../apps/local/put-in-force.js';
import { createBatonClient, type BatonClient } from './baton-client.js';
import { countStandings } from './count-standings.js';
import { showProgress } from './progress.js';

// A trial on the X Education data set: puts team and agreement in force, imports the file (or its first rows), and counts where the leads stand.
// node dist/examples/x-education/post.js <csv> [--rows 500] [--url http://localhost:3000]

const usage = 'node dist/examples/x-education/post.js <csv> [--rows 500] [--url http://localhost:3000]';
const read = (name: string): string => readFileSync(join('examples', 'x-education', name), 'utf8');

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { rows: { type: 'string' }, url: { type: 'string' } },
  });
  const [file] = positionals;
  if (file === undefined) throw new Error(`No file was named. ${usage}`);
  const text = firstRows(readFileSync(file, 'utf8'), values.rows);
  const url = values.url ?? 'http://localhost:3000';
  const baton = createBatonClient(url, readToken('token'));
  await baton.post('/v1/teams', read('team.yaml'));
  const as = (token: string): BatonClient => createBatonClient(url, token);
  const send: Send = async (path, body, token = '') => ({ status: 200, body: await as(token).post(path, body) });
  await putInForce(send, read('agreement.yaml'), { marketing: readToken('mona.token'), sales: readToken('sven.token') });
  const { rows, created, known, refused, facts } = await imported(baton, text);
  const standings = await countStandings(baton);
  console.log(JSON.stringify({ rows, leads: { created, known }, refused, facts, standings }, null, 2));
}

/** Of this data set no row takes two lines. */
function firstRows(text: string, asked: string | undefined): string {
  if (asked === undefined) return text;
  const rows = Number(asked);
  if (!Number.isInteger(rows) || rows < 1) throw new Error(`--rows takes a whole number from 1 on. ${usage}`);
  return text
    .split('\n')
    .slice(0, 1 + rows)
    .join('\n');
}

/** Of the first admin, or of the two who sign: `npm start` keeps them. */
function readToken(file: string): string {
  try {
    return readFileSync(join('.baton', file), 'utf8').trim();
  } catch {
    throw new Error(`There is no .baton/${file} here. Start Baton with \`npm start\`, and run this from the same folder.`);
  }
}

interface Import {
  importId: string;
  status: string;
  bytes: number;
  bytesRead: number;
  rows: number;
  created: number;
  known: number;
  refused: number;
  facts: number;
}

async function imported(baton: BatonClient, text: string): Promise<Import> {
  const form = new FormData();
  form.set('map', new Blob([read('map.yaml')]));
  form.set('file', new Blob([text]));
  let report = (await baton.postForm('/v1/imports', form)) as Import;
  for (; report.status === 'running'; await pause(250)) {
    showProgress('import', report.bytesRead, report.bytes);
    report = (await baton.get(`/v1/imports/${report.importId}`)) as Import;
  }
  showProgress('import', report.bytesRead, report.bytes);
  return report;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
