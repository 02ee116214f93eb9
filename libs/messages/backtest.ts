/** Wire names of the workflow that tests a version of the agreement on the stored history. They are for ever. */
export const backtestType = 'backtest';
export const backtestWorkflowId = (backtestId: string): string => `backtest:${backtestId}`;

/** What a run starts with; all else about it stands in Postgres under its id. */
export interface BacktestInput {
  /** A UUID. */
  backtestId: string;
}

/** How it ended. `refused`: the version in force did not decide again as it did, or there was nothing to test with; the row says why. */
export type BacktestEnd = 'done' | 'refused' | 'failed';

/** Type of a failure of these activities that does not pass by itself. Details: [code]. */
export const backtestFault = 'backtest.fault';
