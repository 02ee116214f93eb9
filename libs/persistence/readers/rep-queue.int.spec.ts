import type { DataSource } from 'typeorm';
import { hotLead, type Branch } from '../../../test/support/branch.js';
import { tradeDatabase } from '../../../test/support/trade-database.js';
import { repQueue } from './rep-queue.js';

let source: DataSource;
beforeAll(async () => {
  source = await tradeDatabase('rep-queue');
});
afterAll(() => source.destroy());

/** Handed to the rep, who was told: with that the promises of sales begin. */
async function handedTo(repId: string): Promise<Branch> {
  const lead = await hotLead(source, { name: 'Eva' });
  if (lead.state?.repId !== repId) await lead.ask({ kind: 'reassign', repId: undefined, toRepId: repId });
  const notice = lead.state?.effects.find(({ effect }) => effect.kind === 'tellRep' && effect.repId === repId)?.effect.key ?? '';
  await lead.turn({ kind: 'effectDone', at: Date.now(), key: notice, outcome: 'done' });
  return lead;
}

describe('the queue of a rep', () => {
  it('begins with the fewest minutes left; each lead says why first, its clocks and its next touch', async () => {
    const accepted = await handedTo('ana');
    await accepted.ask({ kind: 'accept' });
    const waiting = await handedTo('ana');
    const now = Date.now();
    const { held, queue } = await repQueue(source.manager, 'ana', 10, now);
    expect(held).toBe(2);
    expect(queue.map(({ leadId }) => leadId)).toEqual([waiting.leadId, accepted.leadId]);
    expect(Object.keys(queue[0] ?? {})[0]).toBe('why');
    expect(queue[0]).toMatchObject({
      why: { clause: 'handOffs.lanes.inbound', sentence: expect.stringContaining('First hand-off') as string },
      name: 'Eva',
      stage: 'marketing_qualified',
      band: 'hot',
    });
    for (const { clocks, minutesLeft } of queue) {
      const ofSales = clocks.filter(({ by }) => by === 'sales');
      expect(minutesLeft).toBe(Math.floor(Math.min(...ofSales.map(({ msLeft }) => msLeft)) / 60_000));
    }
    expect(queue[1]?.nextTouch).toMatchObject({ cadence: 'inbound', touch: 'call', dueAt: expect.any(Number) as number });
  });

  it('counts what is overdue below zero, and counts all though it shows a few', async () => {
    const later = Date.now() + 40 * 60_000;
    const { held, queue } = await repQueue(source.manager, 'ana', 1, later);
    expect([held, queue.length]).toEqual([2, 1]);
    expect(queue[0]?.minutesLeft).toBeLessThan(0);
  });

  it('puts the better band first when the minutes are the same', async () => {
    await source.query(
      `update life set band = 'cold', state = jsonb_set(state, '{clocks}', '[]') where rep_id = 'ana' and stage = 'marketing_qualified'`,
    );
    await source.query(`update life set state = jsonb_set(state, '{clocks}', '[]') where rep_id = 'ana'`);
    const { queue } = await repQueue(source.manager, 'ana', 10, Date.now());
    expect(queue.map(({ band, minutesLeft }) => [band, minutesLeft])).toEqual([
      ['hot', null],
      ['cold', null],
    ]);
  });

  it('is empty for a rep without leads', async () => {
    expect(await repQueue(source.manager, 'nobody', 10, Date.now())).toEqual({ held: 0, offered: 0, queue: [] });
  });
});
