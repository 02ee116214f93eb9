import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { hotLead, type Branch } from '../../../test/support/branch.js';
import { tradeDatabase } from '../../../test/support/trade-database.js';
import type { LeadCommand } from '../../domain/lifecycle/commands.js';
import { appendFacts } from '../facts/append-facts.js';
import { storeCommand } from '../facts/store-command.js';
import { clockCounts } from '../readers/clock-counts.js';
import { pendingQuery } from './pending-commands.js';

const minute = 60_000;
let source: DataSource;
beforeAll(async () => {
  source = await tradeDatabase('honest-clocks');
});
beforeEach(() => source.query('delete from outage'));
afterAll(() => source.destroy());

const due = (lead: Branch) => lead.turn({ kind: 'due', at: Date.now() });
const told = (lead: Branch, at = Date.now()) => lead.turn({ kind: 'effectDone', at, key: 'handOff:1/notice#1', outcome: 'done' });
const kinds = (result: { events: { kind: string }[] }): string[] => result.events.map(({ kind }) => kind);

async function called({ leadId }: Branch, occurredAt: number, seconds: number, repId: string): Promise<void> {
  const data = { channel: 'call', by: 'rep', repId, seconds };
  await appendFacts(source, [{ id: randomUUID(), kind: 'touch', occurredAt, lead: { leadId }, data }], Date.now());
}

/** The workflow knows its life as if all of it had happened so much earlier. */
function earlier(lead: Branch, ms: number): void {
  const { handOff, clocks, escalations } = lead.state!;
  lead.state = {
    ...lead.state!,
    escalations: escalations.map((step) => ({ ...step, at: step.at + 24 * 60 * minute })),
    handOff: { ...handOff!, openedAt: handOff!.openedAt - ms, assignedAt: handOff!.assignedAt! - ms },
    clocks: clocks.map(({ credits: _credits, ...clock }) => ({
      ...clock,
      startedAt: clock.startedAt - ms,
      dueAt: clock.dueAt - ms,
      ...(typeof clock.toldAt === 'number' ? { toldAt: clock.toldAt - ms } : {}),
    })),
  };
}

interface Row {
  breached_at: Date | null;
  system_breached_at: Date | null;
  told_at: Date | null;
  withdrawn_at: Date | null;
  ended_by: string | null;
  due_at: Date;
  credits: { reason: string; detail: string; ms: number }[];
}
const rowOf = async ({ leadId }: Branch, clock = 'accept'): Promise<Row> =>
  (await source.query<Row[]>('select * from clock where lead_id = $1 and clock = $2 order by clock_id', [leadId, clock]))[0]!;

describe('a rep who is not told', () => {
  it('has no breach in the rows: the system has it; told, they have the whole time', async () => {
    const lead = await hotLead(source);
    earlier(lead, 31 * minute);
    await due(lead);
    expect(await rowOf(lead)).toMatchObject({ breached_at: null, told_at: null, system_breached_at: expect.any(Date) });
    const at = Date.now();
    await told(lead, at);
    const row = await rowOf(lead);
    expect(row).toMatchObject({ breached_at: null, told_at: new Date(at), due_at: new Date(at + 30 * minute) });
    expect(row.credits).toMatchObject([{ reason: 'untold' }]);
    expect(row.system_breached_at).toBeInstanceOf(Date);
  });
});

describe('an outage in the rows', () => {
  it('moves a deadline that would have been a breach', async () => {
    const lead = await hotLead(source);
    await told(lead);
    earlier(lead, 31 * minute);
    const { dueAt } = lead.state!.clocks[0]!;
    await source.query('insert into outage values ($1, $2, $3)', ['worker', new Date(dueAt - 10 * minute), new Date(dueAt)]);
    expect(kinds(await due(lead))).toEqual(['ClockCredited']);
    const row = await rowOf(lead);
    expect(row).toMatchObject({ breached_at: null, due_at: new Date(dueAt + 10 * minute) });
    expect(row.credits).toMatchObject([{ reason: 'outage', detail: 'worker', ms: 10 * minute }]);
  });

  it('is read by a turn whose only news is a call that was made in it', async () => {
    const lead = await hotLead(source);
    earlier(lead, 200 * minute);
    const now = Date.now();
    await source.query('insert into outage values ($1, $2, $3)', ['worker', new Date(now - 199 * minute), new Date(now)]);
    await called(lead, now - 190 * minute, 5, lead.state!.repId!);
    const heard = await lead.turn({ kind: 'ring', at: now, upTo: 9 });
    expect(kinds(heard)).toContain('RepTold');
    expect(kinds(heard)).not.toContain('ClockBreached');
    expect((await rowOf(lead)).credits).toContainEqual(expect.objectContaining({ reason: 'outage', detail: 'worker' }));
  });
});

describe('evidence before a breach', () => {
  const asked = async (lead: Branch, ago: number): Promise<LeadCommand> => {
    const command: LeadCommand = { id: randomUUID(), kind: 'accept', repId: lead.state!.repId! };
    await storeCommand(source, lead.leadId, { command, by: 'ana' }, Date.now());
    await source.query('update command set received_at = $2 where id = $1', [command.id, new Date(Date.now() - ago)]);
    return command;
  };

  it('is also a command that was stored in time and has not reached the lead; sent again, it gets its answer', async () => {
    const lead = await hotLead(source);
    await told(lead);
    earlier(lead, 31 * minute);
    const command = await asked(lead, 5 * minute);
    const result = await due(lead);
    expect(kinds(result)).not.toContain('ClockBreached');
    expect(lead.state).toMatchObject({ stage: 'sales_accepted' });
    expect(result.answers).toMatchObject([{ commandId: command.id, applied: true }]);
    const again = await lead.turn({ kind: 'command', at: Date.now(), command });
    expect(again.events).toEqual([]);
    expect(again.answers).toMatchObject([{ commandId: command.id, applied: true }]);
  });

  it('comes too late if the command was stored after the deadline', async () => {
    const lead = await hotLead(source);
    await told(lead);
    earlier(lead, 31 * minute);
    await asked(lead, 10_000);
    expect(kinds(await due(lead))).toContain('ClockBreached');
    expect(lead.state).toMatchObject({ stage: 'sales_accepted' });
  });

  it('is looked for by an index', async () => {
    await source.query('set enable_seqscan = off');
    const plan = await source.query<object[]>(`explain ${pendingQuery}`, [randomUUID(), new Date(), []]);
    expect(JSON.stringify(plan)).toContain('command_lead_turn_idx');
  });
});

describe('late evidence for a clock that has ended', () => {
  it('withdraws its breach in the row, though a call came first that met it too late: it counts as kept', async () => {
    const lead = await hotLead(source);
    await told(lead);
    earlier(lead, 150 * minute);
    await due(lead);
    const repId = lead.state!.repId!;
    await called(lead, Date.now(), 90, repId);
    await lead.turn({ kind: 'ring', at: Date.now(), upTo: 9 });
    const { due_at } = await rowOf(lead, 'firstTouch');
    expect(await rowOf(lead, 'firstTouch')).toMatchObject({ breached_at: expect.any(Date), withdrawn_at: null, ended_by: 'met' });
    await called(lead, Date.now() - 60 * minute, 90, repId);
    await lead.turn({ kind: 'ring', at: Date.now(), upTo: 9 });
    expect(await rowOf(lead, 'firstTouch')).toMatchObject({ withdrawn_at: expect.any(Date), ended_by: 'met' });
    const fromAt = due_at.getTime();
    const counts = await clockCounts(source.manager, [{ day: 'then', fromAt, untilAt: fromAt + 1 }]);
    expect(counts.filter(({ clock }) => clock === 'firstTouch')).toMatchObject([{ kept: 1, broken: 0 }]);
  });

  it('withdraws its breach in the row, once; in a branch that did not hear of it the breach stands', async () => {
    const lead = await hotLead(source);
    await told(lead);
    earlier(lead, 150 * minute);
    await due(lead);
    const repId = lead.state!.repId!;
    const toRepId = repId === 'ana' ? 'ben' : 'ana';
    await lead.ask({ kind: 'reassign', toRepId });
    expect(lead.state!.broken!.map(({ clock }) => clock)).toContain('firstTouch');
    const before = lead.fork();
    const occurredAt = Date.now() - 120 * minute;
    await called(lead, occurredAt, 90, repId);
    const heard = await lead.turn({ kind: 'ring', at: Date.now(), upTo: 9 });
    expect(heard.events).toContainEqual(expect.objectContaining({ kind: 'BreachWithdrawn', evidenceAt: occurredAt }));
    const row = await rowOf(lead, 'firstTouch');
    expect(row).toMatchObject({ breached_at: expect.any(Date), withdrawn_at: expect.any(Date) });
    expect(kinds(await lead.turn({ kind: 'ring', at: Date.now(), upTo: 9 }))).not.toContain('BreachWithdrawn');

    before.last = lead.last;
    before.state = {
      ...before.state!,
      heardSeq: 99,
      broken: before.state!.broken!.map((clock) => ({ ...clock, until: 'outcome' })),
    };
    await before.turn({ kind: 'due', at: Date.now() });
    expect(await rowOf(before, 'firstTouch')).toMatchObject({ withdrawn_at: null });
  });
});
