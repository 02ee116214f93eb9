import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { NotDone, type ApiClient } from './api-client.js';
import type { ProgressBar } from './progress-bar.js';
import { reportLines, type Report } from './report-lines.js';
import type { ImportAsked } from './read-arguments.js';
import { uploadForm } from './upload-form.js';

export interface Terminal {
  say(line: string): void;
  bar: ProgressBar;
}

const everyMs = 250;
const patienceMs = 30_000;

/** Sends a file with its mapping, shows how far it has come, and tells the report. Throws when the file can't be sent or Baton refuses it whole. */
export async function importFile({ file, map, dryRun }: ImportAsked, api: ApiClient, { say, bar }: Terminal): Promise<Report> {
  for (const path of [file, map]) mustBeReadable(path);
  await sayIfNoAgreement(api, say);
  const { size } = statSync(file);
  const sent = (bytes: number): void => bar.show('sending', bytes / size, megabytes(bytes));
  try {
    const form = uploadForm(readFileSync(map, 'utf8'), file, sent);
    const taken = (await api.postForm(`/v1/imports?dryRun=${dryRun}`, form)) as Report;
    const report = await atItsEnd(taken, api, bar);
    bar.end();
    for (const line of reportLines(report)) say(line);
    return report;
  } finally {
    bar.end();
  }
}

function mustBeReadable(path: string): void {
  if (!existsSync(path)) throw new Error(`There is no file ${path}. Name one that exists.`);
  if (!statSync(path).isFile()) throw new Error(`${path} is no file. Name the file itself.`);
  try {
    accessSync(path, constants.R_OK);
  } catch (error) {
    throw new Error(`${path} may not be read. Give yourself the right to, or name another file.`, { cause: error });
  }
}

/** Also shows, before the file is on its way, whether Baton is there and knows the token. */
async function sayIfNoAgreement(api: ApiClient, say: Terminal['say']): Promise<void> {
  try {
    await api.get('/v1/agreements/current');
  } catch (error) {
    if (!(error instanceof NotDone) || error.status !== 404) throw error;
    say(
      'No agreement is in force: the leads will wait for one. Post a team to /v1/teams; draft an agreement (`baton agreement draft`), and have it signed.',
    );
  }
}

async function atItsEnd(taken: Report, api: ApiClient, bar: ProgressBar): Promise<Report> {
  let report = taken;
  for (let heardAt = Date.now(); report.status === 'running'; await pause(everyMs)) {
    bar.show(taken.dryRun ? 'checking' : 'storing', report.bytesRead / Math.max(1, report.bytes), `${report.rows} lines`);
    try {
      report = (await api.get(`/v1/imports/${taken.importId}`)) as Report;
      heardAt = Date.now();
    } catch (error) {
      if (!(error instanceof NotDone) || (error.status !== null && error.status < 500)) throw error;
      if (Date.now() - heardAt > patienceMs) throw new Error(away(taken.importId), { cause: error });
    }
  }
  return report;
}

const away = (importId: string): string =>
  `Baton has not answered for ${patienceMs / 1000} s. When it is back, ask it for the report, GET /v1/imports/${importId}; ` +
  'or send the same file again: what is in stays as it is, and what is missing comes.';

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;
