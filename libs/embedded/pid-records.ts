import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { processIdentity } from './process-identity.js';
import { stopProcess } from './stop-process.js';

/** What we started, written down so that the next start finds it should we be killed. One small file a process in `folder`. */
export interface PidRecords {
  /** Records a process under a name. `stopWith` is the signal it stops in good order by. */
  add(name: string, pid: number, stopWith: NodeJS.Signals): void;
  remove(name: string): void;
  /** Stops all that an earlier start left behind; answers the names of those which were still there. */
  stopLeftOvers(): Promise<string[]>;
}

export function pidRecords(folder: string): PidRecords {
  mkdirSync(folder, { recursive: true });
  const file = (name: string) => join(folder, `${name}.pid`);
  return {
    add(name, pid, stopWith) {
      const identity = processIdentity(pid);
      if (identity === null) return;
      writeFileSync(`${file(name)}.new`, `${stopWith} ${identity}\n`);
      renameSync(`${file(name)}.new`, file(name));
    },
    remove: (name) => rmSync(file(name), { force: true }),
    async stopLeftOvers() {
      const names = readdirSync(folder).flatMap((entry) => (entry.endsWith('.pid') ? [entry.slice(0, -4)] : []));
      const stopped = await Promise.all(names.map((name) => stopRecorded(file(name))));
      return names.filter((_, index) => stopped[index]);
    },
  };
}

async function stopRecorded(file: string): Promise<boolean> {
  const [, stopWith, identity] = /^(SIG\w+) (.+)\n$/.exec(readFileSync(file, 'utf8')) ?? [];
  const wasThere = identity !== undefined && (await stopProcess(identity, stopWith as NodeJS.Signals));
  rmSync(file, { force: true });
  return wasThere;
}
