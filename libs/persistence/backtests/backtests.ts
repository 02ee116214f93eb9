import type { DataSource } from 'typeorm';
import type { BacktestReport } from '../../domain/backtest/report.js';
import type { Instant } from '../../domain/calendar/instant.js';
import { Refusal } from '../../domain/lifecycle/refusal.js';
import type { Parity } from '../audit/parity.js';

/** A back-test as it was asked for. */
export interface BacktestAsked {
  backtestId: string;
  version: number;
  /** Of the document that is tested. */
  hash: string;
  by: string;
  from: Instant;
  to: Instant;
  /** Of the threshold's curve, in points; null: the usual ones. */
  floors: number[] | null;
}

/** Why there is no report, and what to do. */
export interface BacktestProblem {
  code: string;
  message: string;
  cure: string;
}

/**
 * Notes what is to be tested. The same id again notes nothing: false; unless Temporal was away, then it is asked for anew. Throws a Refusal for an id
 * that means another test.
 */
export async function storeBacktest(source: DataSource, asked: BacktestAsked): Promise<boolean> {
  const { backtestId, version, hash, by, from, to, floors } = asked;
  const parameters = [backtestId, version, new Date(from), new Date(to), floors === null ? null : JSON.stringify(floors)];
  const noted = await source.query<unknown[]>(
    `insert into backtest (backtest_id, version, from_at, to_at, floors, hash, by) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (backtest_id) do update set status = 'running', problem = null, ended_at = null, updated_at = now(), hash = excluded.hash
       where backtest.problem->>'code' = '${neverStarted.code}' and ${isSame} returning backtest_id`,
    [...parameters, hash, by],
  );
  if (noted.length > 0) return true;
  const [kept] = await source.query<[{ same: boolean }]>(
    `select ${isSame} as same from backtest where backtest_id = $1`,
    parameters,
  );
  if (!kept.same) throw new Refusal('backtest.id_reused', 'This id was used for another test. Send a new id for a new test.');
  return false;
}

/** Of a stored one, beside what is asked for now. A draft that was edited in between is tested as it is. */
const isSame = `(backtest.version, backtest.from_at, backtest.to_at, backtest.floors)
  is not distinct from ($2::integer, $3::timestamptz, $4::timestamptz, $5::jsonb)`;

/** Why a test that is on record was not started, as far as anybody knows. */
export const neverStarted: BacktestProblem = {
  code: 'temporal.away',
  message: 'Temporal was away when it was asked for.',
  cure: 'Ask again.',
};

export async function loadBacktest(source: DataSource, backtestId: string): Promise<BacktestAsked> {
  const [row] = await source.query<(Omit<BacktestAsked, 'from' | 'to'> & { from: Date; to: Date })[]>(
    `select backtest_id as "backtestId", version, hash, by, from_at as "from", to_at as "to", floors from backtest where backtest_id = $1`,
    [backtestId],
  );
  if (row === undefined) throw new Error(`There is no back-test ${backtestId}`);
  return { ...row, from: row.from.getTime(), to: row.to.getTime() };
}

/** How far it has come. */
export async function noteHeard(source: DataSource, backtestId: string, heard: number, facts: number): Promise<void> {
  const changed = 'update backtest set heard = $2, facts = $3, updated_at = now() where backtest_id = $1';
  await source.query(changed, [backtestId, heard, facts]);
}

/** That it is still at work. */
export async function noteAlive(source: DataSource, backtestId: string): Promise<void> {
  await source.query('update backtest set updated_at = now() where backtest_id = $1 and ended_at is null', [backtestId]);
}

export async function noteParity(source: DataSource, backtestId: string, parity: Parity): Promise<void> {
  const changed = 'update backtest set parity = $2, updated_at = now() where backtest_id = $1';
  await source.query(changed, [backtestId, JSON.stringify(parity)]);
}

/** Its end, with what was found. Safe to repeat. */
export async function endBacktest(
  source: DataSource,
  backtestId: string,
  { report, plots }: { report: BacktestReport; plots: Record<string, string> },
): Promise<void> {
  await source.query(
    `update backtest set status = 'done', report = $2, plots = $3, heard = facts, problem = null, updated_at = now(), ended_at = now()
     where backtest_id = $1`,
    [backtestId, JSON.stringify(report), JSON.stringify(plots)],
  );
}

/** Its end without a report. One that Temporal seemed not to take, and took, ends as it ends. */
export async function stopBacktest(
  source: DataSource,
  backtestId: string,
  status: 'refused' | 'failed',
  problem: BacktestProblem,
): Promise<void> {
  await source.query(
    `update backtest set status = $2, problem = $3, updated_at = now(), ended_at = now()
     where backtest_id = $1 and (ended_at is null or problem->>'code' = '${neverStarted.code}')`,
    [backtestId, status, JSON.stringify(problem)],
  );
}
