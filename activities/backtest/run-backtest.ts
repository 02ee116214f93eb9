import type { DataSource } from 'typeorm';
import type { BacktestEnd } from '../../libs/messages/backtest.js';
import { endBacktest, loadBacktest, stopBacktest } from '../../libs/persistence/backtests/backtests.js';
import { testVersion } from '../../libs/persistence/backtests/test-version.js';
import { codeOfError, isWeather } from '../../libs/persistence/is-weather.js';
import { drawPlots } from '../../libs/plots/draw-plots.js';

/** Tests what was asked for under an id, and stores what was found, or why nothing was. Safe to repeat: it begins anew and ends the same. Throws weather. */
export async function runBacktest(source: DataSource, backtestId: string): Promise<BacktestEnd> {
  const asked = await loadBacktest(source, backtestId);
  try {
    const tested = await testVersion(source, asked);
    if ('refused' in tested) {
      await stopBacktest(source, backtestId, 'refused', tested.refused);
      return 'refused';
    }
    await endBacktest(source, backtestId, { report: tested.report, plots: drawPlots(tested.report) });
    return 'done';
  } catch (error) {
    if (isWeather(error)) throw error;
    await stopBacktest(source, backtestId, 'failed', {
      code: 'backtest.failed',
      message: `The test broke off: ${codeOfError(error)}.`,
      cure: 'Check the version (`baton agreement show`), and ask again. If it breaks off again, it is Baton’s fault: tell us.',
    });
    return 'failed';
  }
}
