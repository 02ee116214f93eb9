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
  /** Kills whatever is still recorded, at once. */
  killAll(): void;
}

export function pidRecords(folder: string): PidRecords {
  mkdirSync(folder, { recursive: true });
  const file = (name: string) => join(folder, `${name}.pid`);
  const names = () => readdirSync(folder).flatMap((entry) => (entry.endsWith('.pid') ? [entry.slice(0, -4)] : []));
  return {
    add(name, pid, stopWith) {
      const identity = processIdentity(pid);
      if (identity === null) return;
      writeFileSync(`${file(name)}.new`, `${stopWith} ${identity}\n`);
      renameSync(`${file(name)}.new`, file(name));
    },
    remove: (name) => rmSync(file(name), { force: true }),
    async stopLeftOvers() {
      const left = names();
      const stopped = await Promise.all(left.map((name) => stopRecorded(file(name))));
      return left.filter((_, index) => stopped[index]);
    },
    killAll() {
      for (const name of names()) {
        const recorded = readRecord(file(name));
        if (recorded && processIdentity(recorded.pid) === recorded.identity) process.kill(recorded.pid, 'SIGKILL');
        rmSync(file(name), { force: true });
      }
    },
  };
}

interface PidRecord {
  pid: number;
  identity: string;
  stopWith: NodeJS.Signals;
}

function readRecord(file: string): PidRecord | null {
  const [, stopWith, identity] = /^(SIG\w+) (.+)\n$/.exec(readFileSync(file, 'utf8')) ?? [];
  return identity === undefined ? null : { pid: Number.parseInt(identity, 10), identity, stopWith: stopWith as NodeJS.Signals };
}

async function stopRecorded(file: string): Promise<boolean> {
  const recorded = readRecord(file);
  const wasThere = recorded !== null && (await stopProcess(recorded.identity, recorded.stopWith));
  rmSync(file, { force: true });
  return wasThere;
}
