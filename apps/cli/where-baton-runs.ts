import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CliEnv } from '../../libs/process/env.js';

/** The API's address and token: as the environment says, else those of the Baton that `npm start` runs here. Throws with the cure. */
export function whereBatonRuns({ url, token, folder }: CliEnv): { url: string; token: string } {
  const file = join(folder, 'env.json');
  const local = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { PORT?: string; BATON_TOKEN?: string }) : {};
  const found = {
    url: url ?? (local.PORT === undefined ? undefined : `http://localhost:${local.PORT}`),
    token: token ?? local.BATON_TOKEN,
  };
  if (found.url === undefined || found.token === undefined)
    throw new Error('No Baton runs here. Start one with `npm start`, or set BATON_URL and BATON_TOKEN to use another.');
  return { url: found.url, token: found.token };
}
