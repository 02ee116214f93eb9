import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../libs/embedded/project-root.js';
import { currentVersions } from '../../libs/persistence/agreements/load-terms.js';
import { createDataSource } from '../../libs/persistence/data-source.js';

/** Posts the sample team and agreement if none is in force. Answers whether it did. */
export async function seed(databaseUrl: string, apiUrl: string, token: string): Promise<boolean> {
  if (await anyInForce(databaseUrl)) return false;
  // The agreement is checked against the team, so the team comes first.
  for (const [path, file] of [
    ['/v1/teams', 'team.yaml'],
    ['/v1/agreements', 'agreement.yaml'],
  ] as const) {
    const sample = join(projectRoot, 'examples/saas-inbound', file);
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/yaml' };
    const answer = await fetch(`${apiUrl}${path}`, { method: 'POST', headers, body: readFileSync(sample) });
    if (!answer.ok) throw new Error(`${sample} was refused (${answer.status}): ${await answer.text()}`);
  }
  return true;
}

async function anyInForce(databaseUrl: string): Promise<boolean> {
  const source = await createDataSource(databaseUrl, { poolSize: 1, applicationName: 'baton-start' }).initialize();
  const versions = await currentVersions(source.manager).finally(() => source.destroy());
  return versions !== null;
}
