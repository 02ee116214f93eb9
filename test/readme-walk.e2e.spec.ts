import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../libs/embedded/project-root.js';
import { childEnv } from '../libs/process/env.js';
import { bashBlocks } from './readme/readme.js';
import { startBaton, type Baton } from './support/start-baton.js';

const example = (file: string): string => readFileSync(join(projectRoot, 'examples/saas-inbound', file), 'utf8');

let baton: Baton;
beforeAll(async () => {
  baton = await startBaton({ name: 'readme-walk', agreement: example('agreement.yaml'), team: example('team.yaml') });
}, 60_000);
afterAll(() => baton.stop());

it('the walk in the README runs as it stands, under the sample agreement', async () => {
  const script = ['set -euo pipefail', ...bashBlocks('A lead’s walk')].join('\n');
  const env = childEnv({ BATON: baton.url, TOKEN: baton.token, MONA: baton.headTokens.marketing, SVEN: baton.headTokens.sales });
  const { stdout } = await promisify(execFile)('bash', ['-c', script], { env, cwd: projectRoot });
  expect(stdout).toContain('"code":"lead.requirements_missing"');
  expect(stdout).toContain('"stage":"customer"');
  expect(stdout).toContain('Hand-off number 2');
  expect(stdout).toMatch(
    /Version 2 of saas-inbound is in force: proposed by mona, signed by mona for marketing and sven for sales/,
  );
}, 60_000);
