import type { BacktestReport, CurvePoint } from '../domain/backtest/report.js';
import { ink, named, percent, svgOf } from './svg-of.js';

/** What another floor would bring: hand-offs and hours a week, and beside them breaches, precision and recall. Null: no band has a floor. */
export function thresholdCurve({ threshold, curve }: BacktestReport): string | null {
  if (threshold === null || curve.length === 0) return null;
  const axis = `${threshold.of} points for ${threshold.band}`;
  const words = { title: `What another floor brings: ${axis} (now ${threshold.floor})`, desc: curve.map(inWords).join(' ') };
  const weekly = (name: string, color: string, symbol: string, type: string, of: (point: CurvePoint) => number) => ({
    ...{ type: 'line', name, symbol, symbolSize: 9, lineStyle: { color, type, width: 2 }, itemStyle: { color } },
    data: curve.map((point) => [point.floor, of(point)]),
  });
  const share = (name: string, color: string, symbol: string, type: string, of: (point: CurvePoint) => number | null) => ({
    ...weekly(name, color, symbol, type, (point) => 100 * (of(point) ?? Number.NaN)),
    yAxisIndex: 1,
  });
  return svgOf(words, {
    grid: { left: 72, right: 64, top: 104, bottom: 52 },
    xAxis: { type: 'value', min: 'dataMin', max: 'dataMax', ...named(axis, 30) },
    yAxis: [
      { type: 'value', ...named('a week', 52) },
      { type: 'value', min: 0, max: 100, splitLine: { show: false }, ...named('%', 34) },
    ],
    series: [
      weekly('hand-offs', ink.blue, 'circle', 'solid', ({ handOffs }) => handOffs),
      weekly('hours needed', ink.orange, 'rect', 'dashed', ({ hoursNeeded }) => hoursNeeded),
      weekly('hours available', ink.black, 'emptyRect', 'dotted', ({ hoursAvailable }) => hoursAvailable),
      share('promises broken by sales, %', ink.black, 'triangle', 'solid', ({ breached }) => breached.value),
      share('precision, %', ink.green, 'diamond', 'solid', ({ precision }) => precision.known.value),
      share('recall, %', ink.green, 'emptyCircle', 'dashed', ({ recall }) => recall.known.value),
    ],
  });
}

const inWords = ({ floor, handOffs, hoursNeeded, hoursAvailable, breached, precision, recall }: CurvePoint): string =>
  `At ${floor}: ${handOffs.toFixed(1)} hand-offs a week, ${hoursNeeded.toFixed(1)} of ${hoursAvailable.toFixed(1)} hours, ` +
  `${percent(breached.value)} of sales' promises broken, precision ${percent(precision.known.value)}, recall ${percent(recall.known.value)}.`;
