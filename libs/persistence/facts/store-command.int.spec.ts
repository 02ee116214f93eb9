import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { testDatabase } from '../../../test/support/stack.js';
import { createDataSource } from '../data-source.js';
import { appendFacts } from './append-facts.js';
import { captureLead } from './capture-lead.js';
import { storeCommand, type CommandToStore } from './store-command.js';

let source: DataSource;
beforeAll(async () => {
  source = await createDataSource((await testDatabase('command')).url).initialize();
});
afterAll(() => source.destroy());

const now = Date.UTC(2026, 10, 23, 9);
const store = (leadId: string, toStore: CommandToStore) => storeCommand(source, leadId, toStore, now);
const accept = (id: string): CommandToStore => ({ command: { id, kind: 'accept', repId: 'ana' }, by: 'ana' });

async function lead(email: string): Promise<string> {
  const captured = await captureLead(source, { lead: { email }, profile: {}, consent: {} }, now);
  if (!captured.ok) throw new Error(captured.problem.path);
  return captured.leadId;
}

describe('a command', () => {
  it('is stored with its free text before anyone is asked', async () => {
    const [leadId, id] = [await lead('a@x.example'), randomUUID()];
    expect(await store(leadId, { ...accept(id), note: 'will call at noon' })).toEqual({ kind: 'stored', answer: null });
    expect(await source.query('select kind, note, by, body from command where id = $1', [id])).toEqual([
      { kind: 'accept', note: 'will call at noon', by: 'ana', body: { id, kind: 'accept', repId: 'ana' } },
    ]);
  });

  it('gives the answer it was given, when it comes again', async () => {
    const [leadId, id] = [await lead('b@x.example'), randomUUID()];
    await store(leadId, accept(id));
    await source.query(`update command set answer = '{"commandId":"x","applied":true}' where id = $1`, [id]);
    expect(await store(leadId, accept(id))).toEqual({ kind: 'stored', answer: { commandId: 'x', applied: true } });
  });

  it('is the same command when another repeats it, and stays that of who asked first', async () => {
    const [leadId, id] = [await lead('g@x.example'), randomUUID()];
    await store(leadId, accept(id));
    expect(await store(leadId, { ...accept(id), by: 'dana' })).toEqual({ kind: 'stored', answer: null });
    expect(await source.query('select by from command where id = $1', [id])).toEqual([{ by: 'ana' }]);
  });

  it.each([
    ['another body', (id: string): CommandToStore => ({ command: { id, kind: 'accept', repId: 'ben' }, by: 'ana' })],
    ['another note', (id: string): CommandToStore => ({ ...accept(id), note: 'other' })],
  ])('is refused under the same id with %s', async (_, other) => {
    const [leadId, id] = [await lead('c@x.example'), randomUUID()];
    await store(leadId, accept(id));
    expect(await store(leadId, other(id))).toEqual({ kind: 'idReused' });
  });

  it('is stored once when it comes many times at once', async () => {
    const [leadId, id] = [await lead('d@x.example'), randomUUID()];
    const results = await Promise.all(Array.from({ length: 6 }, () => store(leadId, accept(id))));
    expect(results).toEqual(results.map(() => ({ kind: 'stored', answer: null })));
  });

  it('to a lead nobody knows, or that was joined to another, says so', async () => {
    expect(await store(randomUUID(), accept(randomUUID()))).toEqual({ kind: 'unknownLead' });
    const into = await lead('e@x.example');
    const visit = { id: 'visit', kind: 'page_viewed', lead: { anonymousId: 'v' }, data: {} };
    const visitor = (await appendFacts(source, [visit], now)).leads[0]!.leadId;
    await captureLead(source, { lead: { email: 'e@x.example', anonymousId: 'v' }, profile: {}, consent: {} }, now);
    expect(await store(visitor, accept(randomUUID()))).toEqual({ kind: 'merged', intoLeadId: into });
  });
});

describe('a touch', () => {
  const touch = (id: string, seconds: number): CommandToStore => ({
    command: { id, kind: 'touch', repId: 'ana', channel: 'call' },
    by: 'ana',
    touch: { seconds, occurredAt: now - 60_000 },
  });

  it('is a fact as well, under the same id, in the same transaction', async () => {
    const [leadId, id] = [await lead('f@x.example'), randomUUID()];
    await store(leadId, touch(id, 30));
    await store(leadId, touch(id, 30));
    expect(await source.query('select seq, kind, occurred_at, data from fact where id = $1', [id])).toEqual([
      {
        seq: 2,
        kind: 'touch',
        occurred_at: new Date(now - 60_000),
        data: { channel: 'call', by: 'rep', repId: 'ana', seconds: 30 },
      },
    ]);
  });

  it('from the future leaves nothing behind', async () => {
    const [leadId, id] = [await lead('g@x.example'), randomUUID()];
    const ahead = { ...touch(id, 30), touch: { occurredAt: now + 3_600_000 } };
    expect(await store(leadId, ahead)).toMatchObject({ kind: 'refused', problem: { path: 'occurredAt' } });
    expect(await source.query('select 1 from command where id = $1', [id])).toEqual([]);
  });

  it('under the id of another fact is refused whole', async () => {
    const [leadId, id] = [await lead('h@x.example'), randomUUID()];
    await appendFacts(source, [{ id, kind: 'page_viewed', lead: { leadId }, data: {} }], now);
    expect(await store(leadId, touch(id, 30))).toEqual({ kind: 'idReused' });
    expect(await source.query('select 1 from command where id = $1', [id])).toEqual([]);
  });
});
