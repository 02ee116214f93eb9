import type { CustomSeriesRenderItem } from 'echarts';
import type { BacktestReport } from '../domain/backtest/report.js';
import { ink, named, percent, svgOf } from './svg-of.js';

type Band = BacktestReport['bands'][number];

/** Of the leads whose best band it was, how many bought: with the 95 % interval. */
export function winRates({ bands }: BacktestReport): string {
  const words = {
    title: 'Win rate by band, of leads whose outcome is known (whisker: 95 % interval)',
    desc: bands.map(inWords).join(' '),
  };
  const at = (share: number | null): number | null => (share === null ? null : 100 * share);
  return svgOf(words, {
    legend: { show: false },
    grid: { left: 64, right: 24, top: 60, bottom: 64 },
    xAxis: { type: 'category', data: bands.map(labelled), axisLabel: { interval: 0, lineHeight: 16 } },
    yAxis: { type: 'value', min: 0, max: 100, ...named('% won', 40) },
    series: [
      {
        type: 'bar',
        barWidth: '45%',
        itemStyle: { color: ink.blue },
        data: bands.map(({ winRate: { known } }) => at(known.value)),
      },
      {
        type: 'custom',
        z: 5,
        data: bands.flatMap(({ winRate: { known } }, n) =>
          known.value === null ? [] : [[n, 100 * known.low, 100 * known.high]],
        ),
        renderItem: whisker,
      },
    ],
  });
}

const whisker: CustomSeriesRenderItem = (_params, api) => {
  const [x = 0, low = 0] = api.coord([api.value(0), api.value(1)]);
  const [, high = 0] = api.coord([api.value(0), api.value(2)]);
  const line = (x1: number, y1: number, x2: number, y2: number) => ({
    type: 'line' as const,
    shape: { x1, y1, x2, y2 },
    style: { stroke: ink.black, lineWidth: 2 },
  });
  const wide = 10;
  return {
    type: 'group',
    children: [line(x, low, x, high), line(x - wide, low, x + wide, low), line(x - wide, high, x + wide, high)],
  };
};

const labelled = ({ band, leads, winRate: { known } }: Band): string =>
  `${band}\n${percent(known.value)} of ${known.of} (${leads} leads)`;

const inWords = ({ band, leads, winRate: { known, worst, best } }: Band): string =>
  `${band}: ${percent(known.value)} of ${known.of} won, 95 % interval ${percent(known.low)} to ${percent(known.high)}; of all ${leads} leads between ${percent(worst)} and ${percent(best)}.`;
