import type { PromiseRule } from '../agreement/promises.js';

/** A promise in words: `Sales keeps at least 90% of its clock accept, every month.` */
export function promiseSentence({ by, measure, clock, atLeast, atMost, per }: PromiseRule): string {
  const who = by === 'marketing' ? 'Marketing' : 'Sales';
  return `${who} ${whatOf(measure, clock, boundsOf(measure, atLeast, atMost))}, every ${per}.`;
}

function whatOf(measure: PromiseRule['measure'], clock: string | null, bounds: string): string {
  if (measure === 'volume') return `sees ${bounds} hand-offs`;
  if (measure === 'acceptance') return `sees ${bounds} of the hand-offs accepted`;
  if (measure === 'completeness') return `sees ${bounds} of the hand-offs complete`;
  if (measure === 'outcomes') return `sees ${bounds} of the outcomes reported in time`;
  return `keeps ${bounds} of its ${clock === null ? 'clocks' : `clock ${clock}`}`;
}

function boundsOf(measure: PromiseRule['measure'], atLeast: number | null, atMost: number | null): string {
  const said = (bound: number): string => (measure === 'volume' ? String(bound) : `${Math.round(bound * 1_000) / 10}%`);
  const floor = atLeast === null ? [] : [`at least ${said(atLeast)}`];
  const ceiling = atMost === null ? [] : [`at most ${said(atMost)}`];
  return [...floor, ...ceiling].join(' and ');
}
