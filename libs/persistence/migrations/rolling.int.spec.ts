import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { hotLead } from '../../../test/support/branch.js';
import { tradeDatabase } from '../../../test/support/trade-database.js';
import { clockCounts } from '../readers/clock-counts.js';
import { Audit1795000000015 } from './1795000000015-audit.js';

let source: DataSource;
beforeAll(async () => {
  source = await tradeDatabase('rolling-migrations');
});
afterAll(() => source.destroy());

const day = 86_400_000;

it('a worker from before may still write a clock: it counts under its lead’s version', async () => {
  const { leadId } = await hotLead(source);
  const at = Date.now() + 400 * day;
  await source.query(
    `insert into clock (lead_id, clock_id, turn, clock, clause, hand_off, by, started_at, due_at)
     select lead_id, 'accept#9', turn, 'accept', 'handOffs.default.clocks.accept', 9, 'sales', now(), $2 from life where lead_id = $1`,
    [leadId, new Date(at)],
  );
  const counted = await clockCounts(source.manager, [{ day: '', fromAt: at - day, untilAt: at + day }]);
  expect(counted).toMatchObject([{ agreementVersion: 1, clock: 'accept', due: 1 }]);
});

it('leads from before are marked without a row being written', async () => {
  const runner = source.createQueryRunner();
  const migration = new Audit1795000000015();
  await migration.down(runner);
  const [before] = (await runner.query('select lead_id, xmin::text from lead limit 1')) as { lead_id: string; xmin: string }[];
  await migration.up(runner);
  expect(await runner.query('select xmin::text, who_seq from lead where lead_id = $1', [before?.lead_id])).toEqual([
    { xmin: before?.xmin, who_seq: 2_147_483_647 },
  ]);
  const born = randomUUID();
  await runner.query('insert into lead (lead_id) values ($1)', [born]);
  expect(await runner.query('select who_seq from lead where lead_id = $1', [born])).toEqual([{ who_seq: 0 }]);
  await runner.release();
});
