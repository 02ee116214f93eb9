import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { tradeDatabase } from '../../test/support/trade-database.js';
import { beginAuditRun } from './audit/audit-runs.js';
import { countHistory } from './backtests/read-history.js';
import { createDataSource } from './data-source.js';
import { askForMove, beginMove } from './moves/moves.js';
import { beginPreview, leadsChanged, leadsThatFit, leadsToMove } from './moves/pages.js';

const limitMs = 200;
/** A table that can't be read for so long stands for one that takes so long to read. */
const slowMs = 3 * limitMs;

let usual: DataSource;
let hasty: DataSource;
const moveId = randomUUID();
const place = { moveId, after: null, limit: 10 };
beforeAll(async () => {
  usual = await tradeDatabase('patiently');
  hasty = await createDataSource((usual.options as { url: string }).url, { statementTimeoutMs: limitMs }).initialize();
  await askForMove(usual, { moveId, version: 1, by: 'mona', stages: null, bands: null, leadIds: null, undoWithinMs: 0 });
  await usual.query('update move set previewed_at = now()');
});
afterAll(async () => {
  await hasty.destroy();
  await usual.destroy();
});

/** What the work gives while the table is slow. */
async function whileSlow<T>(table: string, work: () => Promise<T>): Promise<T> {
  const runner = usual.createQueryRunner();
  await runner.startTransaction();
  await runner.query(`lock table ${table} in access exclusive mode`);
  const freed = pause(slowMs).then(async () => {
    await runner.rollbackTransaction();
    await runner.release();
  });
  const [given] = await Promise.all([work(), freed]).finally(() => freed);
  return given;
}

it('a usual statement is cut off', () =>
  expect(whileSlow('life', () => hasty.query('select from life'))).rejects.toMatchObject({ code: '57014' }));

describe('what looks at a whole table is not cut off:', () => {
  it.each<[what: string, table: string, work: () => Promise<unknown>, gives: unknown]>([
    ['how many leads a move fits', 'life', () => beginPreview(hasty, moveId), undefined],
    ['which', 'life', () => leadsThatFit(hasty, place), []],
    ['which have changed since', 'life', () => leadsChanged(hasty, place), []],
    ['which wait', 'move_lead', () => leadsToMove(hasty, 'move', place), []],
    ['how many have changed', 'life', () => beginMove(hasty, moveId), { changed: 0 }],
    ['how many lives are audited', 'life', () => beginAuditRun(hasty, { auditRunId: randomUUID(), by: 'hand', leadId: null }), 0],
    ['how long a history is', 'fact', () => countHistory(hasty, 0, 1), { facts: 0, inPeriod: 0 }],
  ])('%s', async (_what, table, work, gives) => expect(await whileSlow(table, work)).toEqual(gives));
});
