import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

/** The secret kept in `file`, readable by its owner alone; made at random the first time, to begin with `prefix`. */
export function secretIn(file: string, prefix = ''): string {
  if (existsSync(file)) {
    const kept = readFileSync(file, 'utf8').trim();
    chmodSync(file, 0o600);
    if (kept) return kept;
  }
  const secret = `${prefix}${randomBytes(24).toString('hex')}`;
  writeFileSync(`${file}.new`, `${secret}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return secret;
}
