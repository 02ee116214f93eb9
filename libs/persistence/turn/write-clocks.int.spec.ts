import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { capturedLead } from '../../../test/support/branch.js';
import { tradeDatabase } from '../../../test/support/trade-database.js';
import { appendFacts } from '../facts/append-facts.js';

let source: DataSource;
beforeAll(async () => {
  source = await tradeDatabase('write-clocks');
});
afterAll(() => source.destroy());

it('a clock of an abandoned branch that comes back runs until what it is promised for now', async () => {
  const lead = await capturedLead(source, { country: 'ES' });
  await lead.open();
  const again = lead.fork();
  const untils = () => source.query('select clock, until from clock where lead_id = $1 order by clock', [lead.leadId]);
  const demo = { id: randomUUID(), kind: 'form_submitted', data: { form: 'demo' }, lead: { leadId: lead.leadId } };
  await appendFacts(source, [demo], Date.now());
  await lead.turn({ kind: 'ring', at: Date.now(), upTo: 9 });
  const promised: unknown = await untils();
  expect(promised).not.toEqual([]);
  await source.query(`update clock set until = '"complete"' where lead_id = $1`, [lead.leadId]);
  again.last = lead.last;
  await again.turn({ kind: 'ring', at: Date.now(), upTo: 9 });
  expect(await untils()).toEqual(promised);
});
