import { parsed, text, WrongUse } from '../usage.js';

export interface BacktestAsked {
  verb: 'backtest';
  version: number;
  /** Instants, as they were typed. */
  from: string;
  to: string;
  /** Points; absent: the usual ones. */
  thresholds: number[] | undefined;
}

/** Throws WrongUse. */
export function backtestAsked(args: string[]): BacktestAsked {
  const { positionals, values } = parsed(args, { from: text, to: text, thresholds: text });
  const [version = '', tooMany] = positionals;
  if (!/^[1-9]\d{0,8}$/.test(version))
    throw new WrongUse('Which version is to be tested? `baton agreement list` tells their numbers.');
  if (tooMany !== undefined) throw new WrongUse(`\`${tooMany}\` is one too many.`);
  const { from, to, thresholds } = values;
  if (from === undefined || to === undefined) throw new WrongUse('Which period? --from 2026-08-01 --to 2026-11-01');
  return {
    verb: 'backtest',
    version: Number(version),
    from: instantOf(from),
    to: instantOf(to),
    thresholds: floorsOf(thresholds),
  };
}

// A day alone begins at midnight, UTC.
function instantOf(word: string): string {
  const instant = new Date(word);
  if (Number.isNaN(instant.getTime()))
    throw new WrongUse(`\`${word}\` is no instant. Write 2026-08-01, or 2026-08-01T09:00:00Z.`);
  return instant.toISOString();
}

function floorsOf(word: string | undefined): number[] | undefined {
  const floors = word?.split(',').map(Number);
  if (floors?.some((floor) => !Number.isFinite(floor)) ?? false)
    throw new WrongUse(`\`${word}\` are no points. Write --thresholds 40,50,60.`);
  return floors;
}
