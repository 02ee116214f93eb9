import type { BacktestReport } from '../domain/backtest/report.js';
import { ink, named, svgOf } from './svg-of.js';

type Week = BacktestReport['weeks'][number];

/** Leads handed over a week: by the tested version, and as it really was. */
export function handOffsAWeek({ weeks }: BacktestReport): string {
  const desc = weeks.map((week) => `${monday(week)}: ${week.handOffs}, really ${week.really}.`).join(' ');
  return svgOf(
    { title: 'Hand-offs a week', desc },
    {
      ...axes(weeks, 'leads'),
      series: [
        { type: 'bar', name: 'by this version', data: weeks.map(({ handOffs }) => handOffs), itemStyle: { color: ink.blue } },
        { ...line('as it really was', ink.orange, 'dashed', 'diamond'), data: weeks.map(({ really }) => really) },
      ],
    },
  );
}

/** Hours that the accepted hand-offs of a week take, beside the hours that the reps of the pools work. */
export function repHours({ weeks }: BacktestReport): string {
  const rounded = (hours: number): number => Math.round(10 * hours) / 10;
  const desc = weeks
    .map((week) => `${monday(week)}: ${rounded(week.hoursNeeded)} needed, ${rounded(week.hoursAvailable)} available.`)
    .join(' ');
  return svgOf(
    { title: 'Rep-hours a week: needed and available', desc },
    {
      ...axes(weeks, 'hours'),
      series: [
        { type: 'bar', name: 'needed', data: weeks.map((week) => rounded(week.hoursNeeded)), itemStyle: { color: ink.blue } },
        {
          ...line('available', ink.orange, 'solid', 'rect'),
          step: 'middle',
          data: weeks.map((week) => rounded(week.hoursAvailable)),
        },
      ],
    },
  );
}

const axes = (weeks: Week[], unit: string): object => ({
  xAxis: { type: 'category', data: weeks.map(monday), ...named('week of', 30) },
  yAxis: { type: 'value', ...named(unit, 46) },
});

const line = (name: string, color: string, type: 'solid' | 'dashed', symbol: string): object => ({
  type: 'line',
  name,
  symbol,
  symbolSize: 8,
  lineStyle: { color, type, width: 2 },
  itemStyle: { color },
});

const monday = ({ weekAt }: Week): string => new Date(weekAt).toISOString().slice(0, 10);
