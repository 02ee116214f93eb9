import type { Step } from './trace-lead.js';

const width = 100;

/** Steps as lines: when, what, and the file behind it. */
export function walkLines(steps: Step[]): string[] {
  return steps.map(({ at, what, words, by, within }) => {
    const line = `${at.toISOString()}  ${within === true ? '  ' : ''}${what.padEnd(within === true ? 7 : 9)} ${words}`;
    return line.length > width ? `${line}\n${' '.repeat(width)}  ${by}` : `${line.padEnd(width)}  ${by}`;
  });
}
