import { setTimeout as pause } from 'node:timers/promises';
import type { ApiClient } from '../api-client.js';
import type { Terminal } from '../import-file.js';
import type { BacktestAsked } from './backtest-asked.js';
import { backtestLines, type BacktestNow } from './backtest-lines.js';

const everyMs = 250;

/** Tests a version on the stored history, shows how far it has come, and tells what it found. Answers whether it found anything. Throws when Baton refuses. */
export async function backtestVersion(
  { version, from, to, thresholds }: BacktestAsked,
  api: ApiClient,
  { say, bar }: Terminal,
): Promise<boolean> {
  const path = `/v1/agreements/${version}/backtest`;
  await api.post(path, { from, to, thresholds });
  for (;;) {
    const now = (await api.get(path)) as BacktestNow;
    if (now.status !== 'running') {
      bar.end();
      backtestLines(now).forEach((line) => say(line));
      return now.status === 'done';
    }
    bar.show(
      'testing',
      now.heard / Math.max(1, now.facts),
      now.facts === 0 ? 'does the past come out again?' : `${now.heard} of ${now.facts} facts`,
    );
    await pause(everyMs);
  }
}
