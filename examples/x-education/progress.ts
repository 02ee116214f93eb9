/** A bar on one line of stderr, so that stdout holds the counts alone. */
export function showProgress(what: string, done: number, total: number): void {
  const filled = Math.round((30 * done) / Math.max(1, total));
  const bar = `${'█'.repeat(filled)}${'░'.repeat(30 - filled)}`;
  process.stderr.write(`\r${what.padEnd(10)} ${bar} ${done}/${total}${done === total ? '\n' : ''}`);
}
