import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../libs/embedded/project-root.js';
import { sides } from '../../libs/domain/agreement/signs.js';
import { currentVersions } from '../../libs/persistence/agreements/load-terms.js';
import { createDataSource } from '../../libs/persistence/data-source.js';
import { enrolHeads, heads, putInForce, type Send } from './put-in-force.js';

/** Where it is seeded, and where the tokens of the two who sign are kept: `mona.token`, `sven.token`. */
export interface Seed {
  databaseUrl: string;
  apiUrl: string;
  /** The first admin's. */
  token: string;
  folder: string;
}

/** Posts the sample team and has both sides sign the sample agreement, if none is in force. Answers whether it did. */
export async function seed({ databaseUrl, apiUrl, token, folder }: Seed): Promise<boolean> {
  if (await anyInForce(databaseUrl)) return false;
  const send: Send = (path, body, as = token) => post(apiUrl + path, body, as);
  // The agreement is checked against the team, so the team comes first.
  const { status, body } = await send('/v1/teams', sample('team.yaml'));
  if (status >= 300) throw new Error(`The sample team was refused (${status}): ${JSON.stringify(body)}`);
  const tokens = await enrolHeads(send);
  for (const side of sides) writeFileSync(join(folder, `${heads[side].id}.token`), `${tokens[side]}\n`, { mode: 0o600 });
  await putInForce(send, sample('agreement.yaml'), tokens);
  return true;
}

const sample = (file: string): string => readFileSync(join(projectRoot, 'examples/saas-inbound', file), 'utf8');

async function post(url: string, body: object | string, token: string): Promise<{ status: number; body: unknown }> {
  const type = typeof body === 'string' ? 'application/yaml' : 'application/json';
  const headers = { authorization: `Bearer ${token}`, 'content-type': type };
  const answer = await fetch(url, { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) });
  return { status: answer.status, body: await answer.json() };
}

async function anyInForce(databaseUrl: string): Promise<boolean> {
  const source = await createDataSource(databaseUrl, { poolSize: 1, applicationName: 'baton-start' }).initialize();
  const versions = await currentVersions(source.manager).finally(() => source.destroy());
  return versions !== null;
}
