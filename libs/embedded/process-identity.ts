import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Names one running process for good: its pid may be used again, its pid with its start instant can't. Null when it is gone. */
export function processIdentity(pid: number): string | null {
  return existsSync('/proc/self/stat') ? fromProc(pid) : fromPs(pid);
}

function fromProc(pid: number): string | null {
  try {
    // The second field is the program's name in brackets, and may hold anything.
    const [, fields = ''] = /\) ([^)]*)$/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    const [state, ...rest] = fields.split(' ');
    if (state === 'Z' || state === 'X') return null;
    return `${pid}@${rest[18]}@${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}`;
  } catch {
    return null;
  }
}

function fromPs(pid: number): string | null {
  try {
    return `${pid}@${execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()}`;
  } catch {
    return null;
  }
}
