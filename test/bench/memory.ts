import { execFileSync } from 'node:child_process';

/** Resident memory by process, in MB, each time it was looked at. Postgres counts what its sessions share once for each. */
export interface Memory {
  look(): void;
  /** Stops looking. */
  stop(): Map<string, number[]>;
}

/** Looks every `everyMs` at the named processes and at whatever else this process has started, with all that they started. */
export function watchMemory(names: Map<number, string>, everyMs: number): Memory {
  const seen = new Map<string, number[]>();
  const look = (): void => {
    for (const [name, mb] of residentMb(names)) seen.set(name, [...(seen.get(name) ?? []), mb]);
  };
  const timer = setInterval(look, everyMs);
  return {
    look,
    stop() {
      clearInterval(timer);
      return seen;
    },
  };
}

function residentMb(names: Map<number, string>): Map<string, number> {
  const processes = readProcesses();
  const parents = new Map(processes.map(({ pid, parent }) => [pid, parent]));
  const total = new Map<string, number>([['this process', process.memoryUsage.rss() / 2 ** 20]]);
  for (const { pid, mb, command } of processes) {
    const child = childOfOurs(pid, parents);
    if (child === null) continue;
    const name = names.get(child) ?? processes.find((one) => one.pid === child)?.command ?? command;
    if (name !== 'ps') total.set(name, (total.get(name) ?? 0) + mb);
  }
  return total;
}

function readProcesses(): { pid: number; parent: number; mb: number; command: string }[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,rss=,comm='], { encoding: 'utf8' }).trim().split('\n');
  return lines.map((line) => {
    const [pid, parent, kb, command = ''] = line.trim().split(/\s+/);
    return { pid: Number(pid), parent: Number(parent), mb: Number(kb) / 1024, command };
  });
}

function childOfOurs(pid: number, parents: Map<number, number>): number | null {
  for (let one = pid; ;) {
    const parent = parents.get(one);
    if (parent === undefined || parent === 0) return null;
    if (parent === process.pid) return one;
    one = parent;
  }
}
