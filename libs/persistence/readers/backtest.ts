import type { EntityManager } from 'typeorm';
import type { BacktestReport } from '../../domain/backtest/report.js';
import type { Parity } from '../audit/parity.js';
import type { BacktestProblem } from '../backtests/backtests.js';

/** A back-test: how far it has come, and then what it found. Shares lie between 0 and 1. */
export interface BacktestView {
  backtestId: string;
  version: number;
  /** Of the document that was tested; the version's own, unless that was edited since. */
  hash: string;
  by: string;
  fromAt: Date;
  toAt: Date;
  /** `stopped`: cancelled, or given up; it has said nothing for a quarter of an hour. */
  status: 'running' | 'done' | 'refused' | 'failed' | 'stopped';
  facts: number;
  heard: number;
  parity: Pick<Parity, 'version' | 'turns' | 'reproduced' | 'untold' | 'share' | 'differences'> | null;
  report: BacktestReport | null;
  /** Names of the plots. */
  plots: string[];
  problem: BacktestProblem | null;
  startedAt: Date;
  updatedAt: Date;
  endedAt: Date | null;
}

/** SQL: where a row of `backtest` stands. */
export const backtestStatus = `case when status = 'running' and updated_at < now() - interval '15 minutes' then 'stopped' else status end`;

/** The last back-test of a version that was asked for; null: none was. */
export async function lastBacktest(manager: EntityManager, version: number): Promise<BacktestView | null> {
  const [row] = await manager.query<BacktestView[]>(
    `select backtest_id as "backtestId", version, hash, by, from_at as "fromAt", to_at as "toAt", ${backtestStatus} as status, facts, heard,
       parity - 'from' - 'to' - 'lives' as parity, report,
       (select coalesce(jsonb_agg(name), '[]') from jsonb_object_keys(coalesce(plots, '{}')) as names (name)) as plots,
       problem, started_at as "startedAt", updated_at as "updatedAt", ended_at as "endedAt"
     from backtest where version = $1 order by started_at desc limit 1`,
    [version],
  );
  return row ?? null;
}

/** How many run now, beside the one with this id. */
export async function runningBacktests(manager: EntityManager, besideId: string): Promise<number> {
  const [{ running }] = await manager.query<[{ running: number }]>(
    `select count(*)::integer as running from backtest where backtest_id <> $1 and ${backtestStatus} = 'running'`,
    [besideId],
  );
  return running;
}

/** A plot of a version's last back-test that was done, as SVG; null: there is none of this name. */
export async function backtestPlot(manager: EntityManager, version: number, name: string): Promise<string | null> {
  const [row] = await manager.query<{ svg: string | null }[]>(
    `select plots->>$2 as svg from backtest where version = $1 and status = 'done' order by started_at desc limit 1`,
    [version, name],
  );
  return row?.svg ?? null;
}
