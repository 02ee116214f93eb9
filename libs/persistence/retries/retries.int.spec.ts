import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { hotLead, type Branch } from '../../../test/support/branch.js';
import type { StuckFilter } from '../../messages/free-stuck.js';
import { tradeDatabase } from '../../../test/support/trade-database.js';
import { retries, retryById } from '../readers/retries.js';
import { stuckPreview } from '../readers/stuck-preview.js';
import { beginRetry, type BegunRetry } from './begin-retry.js';
import { nextStuck } from './next-stuck.js';
import { noteRetry } from './note-retry.js';

let source: DataSource;
const refused: Branch[] = [];
beforeAll(async () => {
  source = await tradeDatabase('retries');
  for (let n = 0; n < 3; n++) refused.push(await stuckLead('mail.refused'));
  await stuckLead('effect.fault');
  await hotLead(source);
});
afterAll(() => source.destroy());

async function stuckLead(code: string): Promise<Branch> {
  const lead = await hotLead(source);
  await lead.fail(code);
  return lead;
}

const all: StuckFilter = { reason: null, olderThanMs: null };
const begin = (filter: StuckFilter = all, elsewhere = 0): Promise<BegunRetry & { retryId: string }> => {
  const retryId = randomUUID();
  return beginRetry(source, { retryId, by: 'olga', filter, most: null }, elsewhere).then((begun) => ({ retryId, ...begun }));
};
async function found(filter: StuckFilter, untilAt: number): Promise<string[]> {
  const ids: string[] = [];
  for (let after: Awaited<ReturnType<typeof nextStuck>>['next'] | undefined; after !== null;) {
    const page = await nextStuck(source, { filter, untilAt, limit: 2 }, after ?? null);
    ids.push(...page.leadIds);
    after = page.next;
  }
  return ids;
}

describe('a retry of many', () => {
  it('notes who, which and how many, once, however often it begins', async () => {
    const { retryId, untilAt, matched } = await begin(all, 2);
    expect(matched).toBe(6);
    await stuckLead('mail.refused').then((later) => later.ask({ kind: 'retry' }));
    const again = { retryId, by: 'otto', filter: { reason: 'x', olderThanMs: 9 }, most: 1 };
    expect(await beginRetry(source, again, 7)).toEqual({ untilAt, matched });
    expect(await retryById(source.manager, retryId)).toMatchObject({ by: 'olga', reason: null, matched: 6, status: 'running' });
    expect(await retryById(source.manager, randomUUID())).toBeNull();
  });

  it('finds every lead that fits, each once, the longest stuck first', async () => {
    const { untilAt, matched } = await begin({ reason: 'mail.refused', olderThanMs: null });
    expect(matched).toBe(3);
    expect(await found({ reason: 'mail.refused', olderThanMs: null }, untilAt)).toEqual(refused.map(({ leadId }) => leadId));
    expect(await found(all, untilAt)).toHaveLength(4);
    const { reasons, examples } = await stuckPreview(source.manager, 'mail.refused', untilAt);
    expect(reasons).toMatchObject([{ reason: 'mail.refused', leads: 3 }]);
    expect(examples.map(({ leadId }) => leadId)).toEqual(refused.map(({ leadId }) => leadId));
  });

  it('leaves alone who has not been stuck for long enough, and who became stuck, or stuck again, after it began', async () => {
    expect((await begin({ reason: null, olderThanMs: 3_600_000 })).matched).toBe(0);
    const { untilAt } = await begin();
    const [again] = refused;
    await again?.ask({ kind: 'retry' });
    await again?.fail('mail.refused');
    const late = await stuckLead('mail.refused');
    const ids = await found(all, untilAt);
    expect(ids).toHaveLength(3);
    expect(ids).not.toContain(again?.leadId);
    expect(ids).not.toContain(late.leadId);
  });

  it('tells how far it is, and that one which says nothing for long has stopped', async () => {
    const [done, silent] = [await begin(), await begin()];
    await noteRetry(source, { retryId: done.retryId, retried: 2, ended: false });
    await noteRetry(source, { retryId: done.retryId, retried: 4, ended: true });
    await noteRetry(source, { retryId: done.retryId, retried: 4, ended: true });
    await source.query(`update retry set updated_at = now() - interval '16 minutes' where retry_id = $1`, [silent.retryId]);
    expect((await retries(source.manager, 2)).map(({ retryId, retried, status }) => ({ retryId, retried, status }))).toEqual([
      { retryId: silent.retryId, retried: 0, status: 'stopped' },
      { retryId: done.retryId, retried: 4, status: 'done' },
    ]);
  });
});
