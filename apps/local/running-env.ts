import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../libs/embedded/project-root.js';
import { readEnv, type Env } from '../../libs/process/env.js';

/** The environment of the Baton that `npm start` runs here; when none runs, this process's own. Throws, with the cure, when there is neither. */
export function runningEnv(): Env {
  const file = join(projectRoot, '.baton/env.json');
  return existsSync(file) ? readEnv(JSON.parse(readFileSync(file, 'utf8')) as NodeJS.ProcessEnv) : readEnv();
}
