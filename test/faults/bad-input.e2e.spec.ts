import { randomUUID } from 'node:crypto';
import type { Client, WorkflowHandle } from '@temporalio/client';
import { Client as Postgres } from 'pg';
import {
  commandUpdate,
  leadLifecycleType,
  leadTaskQueue,
  leadWorkflowId,
  ringSignal,
  statusQuery,
  type LeadLifecycleInput,
  type LeadStatus,
} from '../../libs/messages/lead-lifecycle.js';
import { eventually } from '../support/eventually.js';
import { LeadOverHttp } from '../support/lead-over-http.js';
import { openTemporal } from '../support/open-temporal.js';
import { startBaton, type Baton } from '../support/start-baton.js';
import { tradeAgreement, tradeTeam } from '../support/trade.js';

let baton: Baton;
let client: Client;
let worker: number | undefined;
beforeAll(async () => {
  baton = await startBaton({ name: 'bad-input', agreement: tradeAgreement, team: tradeTeam });
  client = openTemporal(baton);
  worker = baton.pid('worker');
}, 60_000);
afterAll(async () => {
  await client.connection.close();
  await baton.stop();
});
afterEach(() => expect([baton.pid('worker'), worker]).toEqual([worker, expect.any(Number)]));

const handleOf = (leadId: string): WorkflowHandle => client.workflow.getHandle(leadWorkflowId(leadId));
const statusOf = (leadId: string): Promise<LeadStatus> => handleOf(leadId).query<LeadStatus>(statusQuery);
const isLogged = (code: string): Promise<void> => eventually(() => expect(baton.logs()).toContain(code));

/** It runs, and no task of it failed. */
async function expectUnharmed(leadId: string): Promise<void> {
  const { status } = await handleOf(leadId).describe();
  const { events } = await handleOf(leadId).fetchHistory();
  expect(status.name).toBe('RUNNING');
  expect(events?.filter(({ workflowTaskFailedEventAttributes }) => workflowTaskFailedEventAttributes)).toEqual([]);
}

async function nurtured(): Promise<LeadOverHttp> {
  const lead = await LeadOverHttp.capture(baton);
  await lead.reaches('nurturing');
  return lead;
}

/** A workflow of our kind that this Baton's Postgres knows nothing of. */
async function stranger(input: Partial<LeadLifecycleInput> = {}): Promise<string> {
  const leadId = randomUUID();
  const args: [LeadLifecycleInput] = [{ leadId, carried: null, ...input }];
  await client.workflow.start(leadLifecycleType, { workflowId: leadWorkflowId(leadId), taskQueue: leadTaskQueue, args });
  return leadId;
}

describe('whoever can reach Temporal', () => {
  it('may forge rings, and send old ones: no lead believes them', async () => {
    const lead = await nurtured();
    const { heardFacts } = await lead.read();
    const forged: unknown[] = [undefined, null, 'ring', 7, [], {}, { upTo: 'all' }, { upTo: -1 }, { upTo: 1.5 }, { upTo: 1e300 }];
    for (const told of forged) await handleOf(lead.leadId).signal(ringSignal, told);
    await handleOf(lead.leadId).signal(ringSignal);
    await isLogged('ring.malformed');
    for (const upTo of [0, 1, Number.MAX_SAFE_INTEGER]) await handleOf(lead.leadId).signal(ringSignal, { upTo });

    await lead.does('form_submitted', { form: 'demo' });
    await lead.reaches('marketing_qualified');
    expect((await lead.read()).heardFacts).toBe(heardFacts + 1);
    await expectUnharmed(lead.leadId);
  }, 40_000);

  it('may send signals and Updates that an old client knew: ignored or refused, by code', async () => {
    const lead = await nurtured();
    await handleOf(lead.leadId).signal('leadScored', { score: 7 });
    await isLogged('signal.unknown');
    await expect(handleOf(lead.leadId).executeUpdate('acceptLead', { args: [{ repId: 'ana' }] })).rejects.toThrow();
    const old = handleOf(lead.leadId).executeUpdate(commandUpdate, { args: [{ type: 'accept', rep: 'ana' }] });
    await expect(old).rejects.toMatchObject({ cause: { type: 'command.malformed' } });
    expect((await lead.ask({ kind: 'accept', repId: 'ana' })).body.code).toMatch(/^lead\./);
    await expectUnharmed(lead.leadId);
  }, 40_000);
});

describe('a command', () => {
  it('for an ended lead is answered, and leaves it ended', async () => {
    const lead = await LeadOverHttp.handedOff(baton);
    await lead.askAsHolder({ kind: 'accept' });
    await lead.askAsHolder({ kind: 'outcome', reason: 'never' });
    await eventually(async () => expect((await handleOf(lead.leadId).describe()).status.name).toBe('COMPLETED'));
    const { status, body } = await lead.askPatiently({ kind: 'accept', repId: 'ana' });
    expect([status, body.code]).toEqual([409, expect.stringMatching(/^lead\./)]);
    await eventually(async () => expect((await handleOf(lead.leadId).describe()).status.name).toBe('COMPLETED'));
    expect((await lead.read()).stage).toBe('disqualified');
  }, 40_000);

  it('for a lead nobody knows is refused, and starts nothing', async () => {
    const lead = new LeadOverHttp(baton, randomUUID());
    const { status, body } = await lead.ask({ kind: 'accept', repId: 'ana' });
    expect([status, body.code]).toEqual([404, 'lead.unknown']);
    await expect(handleOf(lead.leadId).describe()).rejects.toMatchObject({ name: 'WorkflowNotFoundError' });
  });
});

describe('a workflow that our Postgres does not know', () => {
  it('is set aside and says so; a command to it is answered; it does not fail', async () => {
    const leadId = await stranger();
    await eventually(async () => expect((await statusOf(leadId)).stuck).toBe('turn.fault'));
    const command = { id: randomUUID(), kind: 'accept', repId: 'ana' };
    const answer = await handleOf(leadId).executeUpdate(commandUpdate, { args: [command] });
    expect(answer).toMatchObject({ applied: false, refusal: { code: 'lead.turn_failed' } });
    await isLogged('turn.fault');
    await expectUnharmed(leadId);
  }, 40_000);

  it('nor does one that carries the life of another namespace', async () => {
    const lead = await LeadOverHttp.handedOff(baton);
    const leadId = await stranger({ carried: await carriedBy(lead) });
    await handleOf(leadId).signal(ringSignal, { upTo: 1 });
    await eventually(async () => expect((await statusOf(leadId)).stuck).toBe('turn.fault'));
    await expectUnharmed(leadId);
    expect((await lead.read()).stage).toBe('marketing_qualified');
  }, 40_000);
});

/** What the next run of that lead would start with. */
async function carriedBy({ leadId }: LeadOverHttp): Promise<LeadLifecycleInput['carried']> {
  const postgres = new Postgres({ connectionString: baton.databaseUrl });
  await postgres.connect();
  const { rows } = await postgres.query('select state, turn, stage from life where lead_id = $1', [leadId]);
  await postgres.end();
  const [{ state, turn, stage }] = rows;
  const quiet = { wakeAt: null, wakeWhy: null, stuck: null, setAside: [], retryAt: null };
  return { v: 1, lead: state, lastTurn: Number(turn), stage, ...quiet };
}
