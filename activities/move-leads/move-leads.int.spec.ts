import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { LeadCommand } from '../../libs/domain/lifecycle/commands.js';
import type { LeadState } from '../../libs/domain/lifecycle/lead.js';
import { appendFacts } from '../../libs/persistence/facts/append-facts.js';
import { askForMove, beginMove, beginUndo } from '../../libs/persistence/moves/moves.js';
import { moveView, type MoveView } from '../../libs/persistence/readers/move-view.js';
import { takeTurn } from '../../libs/persistence/turn/take-turn.js';
import { capturedLead, hotLead, type Branch } from '../../test/support/branch.js';
import { storeAgreement } from '../../test/support/store-agreement.js';
import { tradeDatabase } from '../../test/support/trade-database.js';
import { tradeAgreement } from '../../test/support/trade.js';
import type { MovedPage, MovePlace } from '../../libs/messages/move-leads.js';
import { NoAnswer } from '../../libs/temporal/no-answer.js';
import { createMoveActivities, type MoveActivities } from './create-move-activities.js';

/** MOVE_LEADS=2000 tries it on many. */
const count = Number(process.env['MOVE_LEADS'] ?? 40);

const { scoring, handOffs } = tradeAgreement;
/** Another threshold, another lane before the old one, and a shorter clock. */
const stricter = {
  ...tradeAgreement,
  scoring: { ...scoring, bands: [{ band: 'hot', engagement: { gte: 9 } }, { band: 'cold' }] },
  handOffs: {
    default: {
      ...handOffs?.default,
      clocks: { ...handOffs?.default?.clocks, accept: { ...handOffs?.default?.clocks?.['accept'], within: '1min' } },
    },
    lanes: [
      { id: 'download', when: { signal: 'download' } },
      { id: 'inbound', when: { band: 'hot' } },
    ],
  },
} as typeof tradeAgreement;

let source: DataSource;
let activities: MoveActivities;
let version: number;
const leads: Branch[] = [];
/** Leads that do not answer. */
const silent = new Set<string>();
const perform: ((lead: Branch) => Promise<unknown>)[] = [
  async () => undefined,
  (lead) => lead.ask({ kind: 'accept' }),
  async (lead) => {
    await lead.ask({ kind: 'accept' });
    await lead.ask({ kind: 'advance', to: 'sales_qualified' });
  },
  async (lead) => {
    await lead.ask({ kind: 'accept' });
    await lead.ask({ kind: 'outcome', reason: 'not-now' });
  },
];

beforeAll(async () => {
  source = await tradeDatabase('moves');
  const command = async (leadId: string, asked: LeadCommand) => {
    if (silent.has(leadId)) throw new NoAnswer('DEADLINE_EXCEEDED');
    const [life] = await source.query<{ turn: number }[]>('select turn from life where lead_id = $1', [leadId]);
    const number = Math.max(Date.now(), (life?.turn ?? 0) + 1);
    const { answers } = await takeTurn(source, {
      ...{ leadId, state: null, number },
      inputs: [
        { kind: 'open', at: number },
        { kind: 'command', at: number, command: asked },
      ],
    });
    return answers[0]!;
  };
  activities = createMoveActivities({ source, leads: { command } });
  for (let n = 0; n < count; n += 1) leads.push(await oneOf(n));
  version = (await storeAgreement(source, stricter)).version;
}, 600_000);
afterAll(() => source.destroy());

/** Two of six nurture, one of them with a download that the new version hands off. */
async function oneOf(n: number): Promise<Branch> {
  if (n % 6 > 1) {
    const lead = await hotLead(source);
    await perform[(n % 6) - 2]?.(lead);
    return lead;
  }
  const lead = await capturedLead(source, { country: 'ES' });
  if (n % 6 === 1) await tell(lead.leadId, 'file_downloaded');
  await lead.open();
  return lead;
}

/** An open lead of version 1. */
async function underTheFirst(): Promise<Branch> {
  const lead = await capturedLead(source, { country: 'ES' });
  await lead.open();
  await source.query('update life set agreement_version = $2, state = jsonb_set(state, $3, $4) where lead_id = $1', [
    ...[lead.leadId, 1],
    ...[['agreementVersion'], '1'],
  ]);
  return lead;
}

const tell = (leadId: string, kind: string) =>
  appendFacts(source, [{ id: randomUUID(), kind, data: {}, lead: { leadId } }], Date.now());

async function every(take: (place: MovePlace) => Promise<MovedPage>, moveId: string): Promise<number> {
  let taken = 0;
  for (let after: string | null = null; ;) {
    const page: MovedPage = await take({ moveId, after, limit: 50 });
    taken += page.leads;
    after = page.next;
    if (after === null) return taken;
  }
}

async function previewed(leadIds: string[] | null = null, undoWithinMs = 3_600_000): Promise<string> {
  const moveId = randomUUID();
  await askForMove(source, { moveId, version, by: 'mona', stages: null, bands: null, leadIds, undoWithinMs });
  await activities.beginPreview({ moveId });
  await every(activities.previewLeads, moveId);
  await activities.endMove({ moveId, act: 'preview' });
  return moveId;
}

async function moved(moveId: string): Promise<MoveView> {
  await beginMove(source, moveId);
  await every(activities.previewAgain, moveId);
  await every(activities.moveLeads, moveId);
  await activities.endMove({ moveId, act: 'move' });
  return view(moveId);
}

async function view(moveId: string): Promise<MoveView> {
  const found = await moveView(source.manager, moveId);
  if (found === null) throw new Error('There is no such move');
  return found;
}

const states = async (): Promise<Map<string, LeadState>> => {
  const rows = await source.query<{ state: LeadState }[]>('select state from life');
  return new Map(rows.map(({ state }) => [state.leadId, { ...state, turn: 0, heardSeq: 0 }]));
};
const dues = (lives: Map<string, LeadState>) =>
  [...lives.values()].flatMap(({ leadId, clocks }) => clocks.map(({ id, dueAt }) => `${leadId} ${id} ${dueAt}`));

describe('a move of running leads', () => {
  it('happens as previewed, lead by lead, moves no deadline, and is undone where nothing was decided since', async () => {
    const before = await states();
    const startedAt = Date.now();
    const moveId = await previewed();
    const preview = await view(moveId);
    const previewedAt = Date.now();
    expect(preview).toMatchObject({ status: 'previewed', leads: count, matched: count, result: null });
    expect(preview.preview.changes.map(({ change }) => change)).toEqual(expect.arrayContaining(['handed off by lane download']));
    expect(await states()).toEqual(before);

    const after = await moved(moveId);
    const movedAt = Date.now();
    expect(after.result).toMatchObject({ moved: count, differed: [], notMoved: [], waiting: 0, deadlinesMoved: 0 });
    expect(after.result?.asPreviewed).toBe(count);
    const then = await states();
    expect(dues(then)).toEqual(expect.arrayContaining(dues(before)));
    expect([...then.values()].every(({ agreementVersion }) => agreementVersion === version)).toBe(true);

    await beginUndo(source, moveId);
    await every(activities.undoLeads, moveId);
    await activities.endMove({ moveId, act: 'undo' });
    const { undone } = await view(moveId);
    const bound = preview.preview.changes.find(({ change }) => change.startsWith('handed off'))?.leads ?? 0;
    expect(undone).toMatchObject({ leads: count - bound, asBefore: count - bound });
    expect(undone?.kept).toMatchObject([{ leads: bound, why: expect.stringContaining('HandOffOpened') as string }]);
    const last = await states();
    const free = [...before.values()].filter(({ leadId }) => last.get(leadId)?.agreementVersion !== version);
    expect(free).toHaveLength(count - bound);
    for (const state of free) expect(last.get(state.leadId)).toEqual(state);
    if (count > 100)
      process.stderr.write(
        `${count} leads: ${JSON.stringify(preview.preview.changes.map(({ change, leads: n }) => [change, n]))}; preview ${previewedAt - startedAt} ms, move ${movedAt - previewedAt} ms, ${dues(before).length} deadlines, undo ${Date.now() - movedAt} ms, ${free.length} as before\n`,
      );
  }, 600_000);

  it('tells whose fact came in between, and why that lead differs', async () => {
    const lead = await underTheFirst();
    const moveId = await previewed([lead.leadId]);
    await tell(lead.leadId, 'file_downloaded');
    await beginMove(source, moveId);
    await every(activities.moveLeads, moveId);
    expect((await view(moveId)).result).toMatchObject({
      ...{ moved: 1, asPreviewed: 0 },
      differed: [{ leadId: lead.leadId, why: 'a fact came in between', expected: { lane: null }, found: { lane: 'download' } }],
    });
  });

  it('goes on past a lead that cannot answer, which waits until the same is started again', async () => {
    const leadIds = [(await underTheFirst()).leadId, (await underTheFirst()).leadId, (await underTheFirst()).leadId].sort();
    const moveId = await previewed(leadIds);
    await beginMove(source, moveId);
    const page = { moveId, after: null, limit: 50 };
    silent.add(leadIds[0]!);
    expect(await activities.moveLeads(page)).toEqual({ leads: 3, unanswered: 1, next: null });
    expect((await view(moveId)).result).toMatchObject({ moved: 2, waiting: 1 });
    await expect(activities.moveLeads(page)).rejects.toMatchObject({ type: 'weather', details: ['DEADLINE_EXCEEDED'] });
    silent.clear();
    expect((await moved(moveId)).result).toMatchObject({ moved: 3, waiting: 0 });
  });

  it('takes what an abandoned branch had noted back, and may be sent again', async () => {
    const lead = await hotLead(source);
    const fork = lead.fork();
    const moveId = await previewed([lead.leadId]);
    expect((await view(moveId)).leads).toBe(0); // it opened under the version that is in force
    await source.query(
      `insert into move_lead (move_id, lead_id, turn, seq, from_version, expected, changes, moved_turn, landed)
       values ($1, $2, 1, 1, 1, '{}', '{}', $3, '{}')`,
      [moveId, lead.leadId, lead.last + 1],
    );
    await lead.ask({ kind: 'accept' });
    await fork.ask({ kind: 'accept' });
    const [row] = await source.query<{ moved_turn: number | null }[]>('select moved_turn from move_lead where lead_id = $1', [
      lead.leadId,
    ]);
    expect(row).toEqual({ moved_turn: null });
  });

  it('is refused to a version that is not in force, before its preview is complete, and after its window', async () => {
    const ask = { moveId: randomUUID(), by: 'mona', stages: null, bands: null, leadIds: null, undoWithinMs: 0 };
    await expect(askForMove(source, { ...ask, version: 1 })).rejects.toMatchObject({ code: 'agreement.not_in_force' });
    await askForMove(source, { ...ask, version });
    await expect(beginMove(source, ask.moveId)).rejects.toMatchObject({ code: 'move.preview_running' });
    const over = await previewed([randomUUID()], 0);
    await expect(beginUndo(source, over)).rejects.toMatchObject({ code: 'move.not_moved' });
    await moved(over);
    await expect(beginUndo(source, over)).rejects.toMatchObject({ code: 'move.undo_over' });
    expect(await beginMove(source, randomUUID())).toBeNull();
  });
});
