import type { BacktestEnd } from '../../libs/messages/backtest.js';

/** What a back-test's thread is given. */
export interface ThreadTask {
  databaseUrl: string;
  backtestId: string;
}

/** What it tells: how it ended, or why it could not. */
export type FromThread = { ended: BacktestEnd } | { code: string; weather: boolean };
