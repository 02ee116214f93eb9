import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { BacktestActivities } from '../../activities/backtest/create-backtest-activities.js';
import { backtestFault, type BacktestEnd, type BacktestInput } from '../../libs/messages/backtest.js';

// It beats while its thread lives, and reads millions of facts in minutes; an outage is waited out for a while.
const { testAgreement } = proxyActivities<BacktestActivities>({
  startToCloseTimeout: '6h',
  scheduleToCloseTimeout: '12h',
  heartbeatTimeout: '5m',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m', nonRetryableErrorTypes: [backtestFault] },
});

/** Tests a version of the agreement on the stored history. Changes no lead. Safe to cancel, and to ask for again. */
export async function backtest(input: BacktestInput): Promise<BacktestEnd> {
  setCurrentDetails(`Tests a version of the agreement on the history. In Postgres: table \`backtest\`, \`${input.backtestId}\``);
  const end = await testAgreement.executeWithOptions({ summary: 'live the history again under it' }, [input]);
  setCurrentDetails(`Ended: **${end}**. What was found: \`GET /v1/agreements/{version}/backtest\``);
  return end;
}
