import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { processIdentity } from '../../libs/embedded/process-identity.js';

/** Takes the folder for this process alone; answers how to give it back. Throws when another Baton runs there. */
export function lock(folder: string): () => void {
  const file = join(folder, 'lock');
  const own = processIdentity(process.pid) ?? String(process.pid);
  for (let tries = 0; tries < 3; tries++) {
    if (created(file, own)) return () => rmSync(file, { force: true });
    const owner = readFileSync(file, 'utf8');
    const pid = Number.parseInt(owner, 10);
    if (processIdentity(pid) === owner) {
      throw new Error(`Baton already runs here (process ${pid}). Stop it with Ctrl-C where it was started, or with: kill ${pid}`);
    }
    rmSync(file, { force: true }); // left by a start that was killed
  }
  throw new Error(`${file} can't be taken: several starts at once. Try again.`);
}

function created(file: string, own: string): boolean {
  try {
    writeFileSync(file, own, { flag: 'wx' });
    return true;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    throw new Error(`${file} can't be written (${code}). Give this user the folder ${dirname(file)}, or remove it.`, { cause });
  }
}
