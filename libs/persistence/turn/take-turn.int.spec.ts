import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { testDatabase } from '../../../test/support/stack.js';
import { tradeAgreement, tradeTeam } from '../../../test/support/trade.js';
import { foldTurn } from '../../domain/lifecycle/fold-turn.js';
import type { LeadInput } from '../../domain/lifecycle/inputs.js';
import type { LeadState } from '../../domain/lifecycle/lead.js';
import type { TurnResult } from '../../domain/lifecycle/turn.js';
import { storeAgreement } from '../../../test/support/store-agreement.js';
import { storeTeam } from '../agreements/store-team.js';
import { createDataSource } from '../data-source.js';
import { appendFacts } from '../facts/append-facts.js';
import { isWeather } from '../is-weather.js';
import { moveHome, settleHome } from '../reconcile/temporal-home.js';
import { captureLead } from '../facts/capture-lead.js';
import { takeTurn } from './take-turn.js';
import { TurnStale } from './turn-stale.js';

let source: DataSource;

beforeAll(async () => {
  source = createDataSource((await testDatabase('take-turn')).url);
  await source.initialize();
  await storeTeam(source, tradeTeam);
  await storeAgreement(source, tradeAgreement);
});
afterAll(() => source.destroy());
beforeEach(() => source.query('delete from seat').then(() => source.query('delete from rep_load')));

/** A workflow's side of the turns: the state it folded, and the numbers it took. */
class Branch {
  constructor(
    readonly leadId: string,
    public state: LeadState | null = null,
    public last = 0,
  ) {}

  async turn(...inputs: LeadInput[]): Promise<TurnResult> {
    const number = Math.max(Date.now(), this.last + 1);
    const result = await takeTurn(source, { leadId: this.leadId, state: this.state, inputs, number });
    const before = result.state ?? this.state;
    if (before === null) throw new Error('An open turn must return the state');
    this.state = foldTurn(before, result);
    this.last = number;
    return result;
  }

  /** The workflow as a reset finds it: everything after this point is unknown to the copy. */
  fork(): Branch {
    return new Branch(this.leadId, this.state, this.last);
  }
}

async function hotLead(): Promise<Branch> {
  const captured = await captureLead(
    source,
    { lead: { email: `${randomUUID()}@buyer.example` }, profile: { country: 'ES' }, consent: {} },
    Date.now(),
  );
  if (!captured.ok) throw new Error(JSON.stringify(captured.problem));
  const fact = { id: randomUUID(), kind: 'form_submitted', data: { form: 'demo' }, lead: { leadId: captured.leadId } };
  await appendFacts(source, [fact], Date.now());
  return new Branch(captured.leadId);
}

const open = (): LeadInput => ({ kind: 'open', at: Date.now() });
const accept = (repId: string, id: string = randomUUID()): LeadInput => ({
  kind: 'command',
  at: Date.now(),
  command: { id, kind: 'accept', repId },
});
const count = async (sql: string, leadId: string): Promise<number> =>
  (await source.query<{ n: number }[]>(`select count(*)::int as n from ${sql}`, [leadId]))[0]!.n;

describe('a turn', () => {
  it('commits events, clocks, seat, effects and dossier at once, on facts the relay has not seen', async () => {
    const lead = await hotLead();
    const result = await lead.turn(open());
    expect(result).toMatchObject({ stage: 'marketing_qualified', effects: [{ key: 'handOff:1/notice#1' }], ended: false });
    expect(await count('event where lead_id = $1', lead.leadId)).toBe(result.events.length);
    expect(await count('seat where lead_id = $1 and released_turn is null', lead.leadId)).toBe(1);
    expect(await count(`effect where lead_id = $1 and status = 'planned'`, lead.leadId)).toBe(1);
    const [dossier] = await source.query<
      { body: { score: { fit: number; reasons: { points: number }[] }; topics: unknown[] } }[]
    >('select body from dossier where lead_id = $1', [lead.leadId]);
    expect(dossier?.body.score.fit).toBe(20);
  });

  it('gives its stored result when it is taken again, and decides nothing twice', async () => {
    const lead = await hotLead();
    const request = { leadId: lead.leadId, state: null, inputs: [open()], number: Date.now() };
    const first = await takeTurn(source, request);
    expect(await takeTurn(source, request)).toEqual(JSON.parse(JSON.stringify(first)));
    expect(await count('turn where lead_id = $1', lead.leadId)).toBe(1);
  });

  it('is refused when its number lies below the row’s', async () => {
    const lead = await hotLead();
    const zombie = lead.fork();
    await lead.turn(open());
    zombie.last = 0;
    const stale = takeTurn(source, { leadId: lead.leadId, state: null, inputs: [open()], number: lead.last - 10 });
    await expect(stale).rejects.toThrow(TurnStale);
  });

  it('taken twice at once, by two attempts of one activity, is committed once', async () => {
    const lead = await hotLead();
    const request = { leadId: lead.leadId, state: null, inputs: [open()], number: Date.now() };
    await Promise.allSettled([takeTurn(source, request), takeTurn(source, request), takeTurn(source, request)]);
    expect(await count('turn where lead_id = $1', lead.leadId)).toBe(1);
    expect(await count('seat where lead_id = $1', lead.leadId)).toBe(1);
  });

  it('answers a command id with the same answer for ever', async () => {
    const lead = await hotLead();
    await lead.turn(open());
    const repId = lead.state!.repId!;
    const id = randomUUID();
    const first = await lead.turn(accept(repId, id));
    const again = await lead.turn(accept(repId, id));
    expect(again.answers).toEqual(JSON.parse(JSON.stringify(first.answers)));
    expect(again.events).toEqual([]);
  });
});

describe('a branch that a reset undid', () => {
  it('is abandoned: its events, answers, seats and clocks are shown to nobody, and the new branch tells the life', async () => {
    const lead = await hotLead();
    await lead.turn(open());
    const repId = lead.state!.repId!;
    const branch = lead.fork();
    const id = randomUUID();
    await lead.turn(accept(repId, id));
    await lead.turn({ kind: 'command', at: Date.now(), command: { id: randomUUID(), kind: 'reassign', toRepId: other(repId) } });

    branch.last = lead.last;
    const anew = await branch.turn(accept(repId, id));
    expect(anew.answers).toMatchObject([{ commandId: id, applied: true }]);
    expect(await count(`event where lead_id = $1 and kind = 'LeadAccepted' and abandoned_by is null`, lead.leadId)).toBe(1);
    expect(await count(`event where lead_id = $1 and kind = 'LeadAccepted'`, lead.leadId)).toBe(2);
    const loads = await source.query<{ rep_id: string; open: number }[]>('select rep_id, open from rep_load where open <> 0');
    expect(loads).toEqual([{ rep_id: repId, open: 1 }]);
  });

  // To the row of the first notice, as it stands when another branch comes to plan it.
  const plannedAnew = async (row: string): Promise<object[]> => {
    const lead = await hotLead();
    const branch = lead.fork();
    await lead.turn(open());
    await source.query(`update effect set ${row} where lead_id = $1`, [lead.leadId]);
    const anew = { turn: 0, stage: 'inquiry', repId: null, handOff: null, handOffs: 0, effects: [], clocks: [] } as const;
    branch.state = { ...lead.state!, ...anew, effects: [], clocks: [] };
    branch.last = lead.last;
    const { effects } = await branch.turn({ kind: 'ring', at: Date.now(), upTo: 2 });
    expect(effects).toMatchObject([{ key: 'handOff:1/notice#1' }]);
    return source.query('select status, receipt, abandoned_by from effect where lead_id = $1', [lead.leadId]);
  };

  it('never does again what has been done: an effect keeps its receipt under its purpose', async () => {
    expect(await plannedAnew(`status = 'done', receipt = 'r-1'`)).toEqual([
      { status: 'done', receipt: 'r-1', abandoned_by: null },
    ]);
  });

  it('leaves to the new one what it came too late for', async () => {
    expect(await plannedAnew(`status = 'skipped', code = 'effect.abandoned', abandoned_by = turn`)).toMatchObject([
      { status: 'planned', abandoned_by: null },
    ]);
  });
});

describe('a life whose row and workflow disagree', () => {
  it('is opened from its row when the workflow has lost it, and takes up what was under way', async () => {
    const lead = await hotLead();
    await lead.turn(open());
    const rebuilt = new Branch(lead.leadId);
    const result = await rebuilt.turn(open());
    expect(result).toMatchObject({ stage: 'marketing_qualified', effects: [{ key: 'handOff:1/notice#1' }] });
    expect(rebuilt.state).toMatchObject({ handOffs: 1, repId: lead.state!.repId });
  });

  it('takes no turn when Postgres was restored from before; without its state it goes on from the row', async () => {
    const lead = await hotLead();
    await lead.turn(open());
    const before = lead.fork();
    await lead.turn(accept(lead.state!.repId!));
    await source.query('update life set turn = $2, state = $3, stage = $4 where lead_id = $1', [
      lead.leadId,
      before.last,
      JSON.stringify(before.state),
      before.state!.stage,
    ]);
    await expect(lead.turn(accept('ben'))).rejects.toMatchObject({ name: 'TurnAhead', rowTurn: before.last });
    lead.state = null;
    expect(await lead.turn(open())).toMatchObject({ stage: 'marketing_qualified' });
    expect(lead.last).toBeGreaterThan(before.last);
  });
});

describe('the Temporal in which leads live', () => {
  afterAll(() => source.query('delete from temporal_home'));
  const openIn = (leadId: string, home: string): Promise<TurnResult> =>
    takeTurn(source, { leadId, state: null, inputs: [open()], number: Date.now() }, home);

  it('is the first that asks; in another no turn is taken, until leads are moved there', async () => {
    expect(await settleHome(source, 'one')).toBe('one');
    expect(await settleHome(source, 'another')).toBe('one');
    const { leadId } = await hotLead();
    const refused = await openIn(leadId, 'another').catch((error: unknown) => error);
    expect(refused).toMatchObject({ name: 'LivesElsewhere' });
    expect(isWeather(refused)).toBe(true);
    expect(await openIn(leadId, 'one')).toMatchObject({ stage: 'marketing_qualified' });

    await moveHome(source, 'another');
    await expect(openIn(leadId, 'one')).rejects.toThrow('another Temporal');
    expect(await openIn(leadId, 'another')).toMatchObject({ stage: 'marketing_qualified' });
  });
});

describe('seats', () => {
  it('are dealt evenly, however many leads are handed off at once', async () => {
    const leads = await Promise.all(Array.from({ length: 9 }, hotLead));
    await Promise.all(leads.map((lead) => retrying(() => lead.turn(open()))));
    const loads = await source.query<{ open: number }[]>('select open from rep_load order by rep_id');
    expect(loads).toEqual([{ open: 3 }, { open: 3 }, { open: 3 }]);
  });
});

// Weather of the database (a broken deadlock) is the activity's to retry; here the spec does.
async function retrying<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === 10) throw error;
    }
  }
}

const other = (repId: string): string => (repId === 'ana' ? 'ben' : 'ana');
