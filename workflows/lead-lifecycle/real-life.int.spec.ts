import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { createActivities } from '../../activities/index.js';
import { createSmtp } from '../../libs/channels/smtp.js';
import type { LeadCommand } from '../../libs/domain/lifecycle/commands.js';
import type { Answer } from '../../libs/domain/lifecycle/turn.js';
import type { MailSink } from '../../libs/embedded/mail-sink.js';
import { leadWorkflowId, retryUpdate } from '../../libs/messages/lead-lifecycle.js';
import { storeAgreement } from '../../test/support/store-agreement.js';
import { storeTeam } from '../../libs/persistence/agreements/store-team.js';
import { createDataSource } from '../../libs/persistence/data-source.js';
import { appendFacts } from '../../libs/persistence/facts/append-facts.js';
import { captureLead } from '../../libs/persistence/facts/capture-lead.js';
import { storeCommand } from '../../libs/persistence/facts/store-command.js';
import { createLog } from '../../libs/process/log.js';
import { eventually } from '../../test/support/eventually.js';
import { startLeadWorker, type LeadWorker } from '../../test/support/lead-worker.js';
import { recordStory } from '../../test/support/record-story.js';
import { testDatabase, testMailSink } from '../../test/support/stack.js';
import { tradeAgreement, tradeTeam } from '../../test/support/trade.js';

let source: DataSource;
let sink: MailSink;
let worker: LeadWorker;
let stop: () => Promise<void>;
beforeAll(async () => {
  source = await createDataSource((await testDatabase('real-life')).url, { statementTimeoutMs: 1_500 }).initialize();
  await storeTeam(source, tradeTeam);
  await storeAgreement(source, tradeAgreement);
  sink = await testMailSink();
  const mail = createSmtp(sink.smtpUrl, 'baton@baton.example', { greetingTimeout: 1_500, socketTimeout: 3_000 });
  const log = createLog('test', 'silent');
  worker = await startLeadWorker(
    'real',
    createActivities({ source, mail, log, unsubscribeSecret: 'a-secret-for-this-spec', publicUrl: 'http://localhost:3000' }),
  );
  stop = async () => {
    sink.normal();
    await worker.stop();
    await mail.close();
    await sink.stop();
    await source.destroy();
  };
}, 60_000);
afterAll(() => stop());
beforeEach(() => sink.normal());

const handleOf = (leadId: string) => worker.client.workflow.getHandle(leadWorkflowId(leadId));
const attributesOf = async (leadId: string) => (await handleOf(leadId).describe()).searchAttributes;
const stageOf = async (leadId: string) => (await attributesOf(leadId))['LeadStage']?.[0];
const repOf = async (leadId: string): Promise<string> =>
  (await source.query('select rep_id from life where lead_id = $1', [leadId]))[0]?.rep_id ?? '';

/** A lead who has just asked for a demo, rung. */
async function hotLead(email = `${randomUUID()}@buyer.example`): Promise<string> {
  const leadId = await coldLead(email);
  await askForDemo(leadId);
  return leadId;
}

async function coldLead(email: string): Promise<string> {
  const capture = { lead: { email }, profile: { country: 'ES', name: 'Eva Planted' }, consent: {} };
  const captured = await captureLead(source, capture, Date.now());
  if (!captured.ok) throw new Error(JSON.stringify(captured.problem));
  return captured.leadId;
}

async function askForDemo(leadId: string): Promise<void> {
  const fact = { id: randomUUID(), kind: 'form_submitted', data: { form: 'demo', product: 'scales' }, lead: { leadId } };
  await appendFacts(source, [fact], Date.now());
  await worker.leads.ring(leadId, 2);
}

/** As the API does it: stored, then sent. */
async function send(leadId: string, asked: object): Promise<Answer> {
  const command = { id: randomUUID(), ...asked } as LeadCommand;
  await storeCommand(source, leadId, { command, by: 'ana' }, Date.now());
  return worker.leads.command(leadId, command, 5_000);
}

describe('a lead that asks for a demo', () => {
  it('is handed to a rep, who is told why now and by when, accepts, and brings it to customer', async () => {
    const leadId = await hotLead();
    const told = await eventually(() => {
      const mail = sink.mails.all().find(({ text }) => text.includes(leadId));
      expect(mail).toBeDefined();
      return mail;
    });
    const repId = await repOf(leadId);
    expect(told?.to).toBe(`${repId}@sales.example`);
    expect(told?.text).toMatch(/WHY NOW\nFirst hand-off .* the lead is hot/);
    expect(told?.text).toMatch(/accept by .* UTC/);
    expect(told?.text).toContain('scales: 1 time(s)');
    expect(told?.text).toContain(`http://localhost:3000/v1/leads/${leadId}/commands`);

    expect(await send(leadId, { kind: 'accept', repId })).toMatchObject({
      applied: true,
      lead: { stage: 'sales_accepted', repId },
    });
    expect(await send(leadId, { kind: 'advance', repId, to: 'opportunity' })).toMatchObject({ applied: false });
    expect(await send(leadId, { kind: 'advance', repId, to: 'sales_qualified' })).toMatchObject({ applied: true });
    await send(leadId, { kind: 'touch', repId, channel: 'meeting' });
    expect(await send(leadId, { kind: 'advance', repId, to: 'opportunity' })).toMatchObject({ applied: true });
    expect(await send(leadId, { kind: 'outcome', repId, reason: 'bought' })).toMatchObject({ lead: { stage: 'customer' } });
    expect(await handleOf(leadId).result()).toEqual({ leadId, stage: 'customer' });
    await recordStory(worker, leadId, 'to-customer');
  }, 30_000);

  it('is accepted at once while the mail server hangs', async () => {
    sink.hang();
    const leadId = await hotLead();
    await eventually(async () => expect(await stageOf(leadId)).toBe('marketing_qualified'));
    expect(await send(leadId, { kind: 'accept', repId: await repOf(leadId) })).toMatchObject({ applied: true });
  }, 20_000);

  it('is stuck when the mail is refused for good, says so, and retry frees it', async () => {
    sink.refuse(550);
    const leadId = await hotLead();
    await eventually(async () => expect((await attributesOf(leadId))['LeadStuck']).toEqual(['mail.refused']));
    const metadata = await handleOf(leadId).query<{ currentDetails: string }>('__temporal_workflow_metadata');
    expect(metadata.currentDetails).toContain('Stuck: `mail.refused`');
    expect(metadata.currentDetails).toContain('send the Update `retryNow`');

    sink.normal();
    expect(await handleOf(leadId).executeUpdate(retryUpdate)).toMatchObject({ stage: 'marketing_qualified', stuck: null });
    await eventually(() => expect(sink.mails.all().some(({ text }) => text.includes(leadId))).toBe(true));
    expect((await attributesOf(leadId))['LeadStuck']).toBeUndefined();
    await recordStory(worker, leadId, 'mail-refused-and-freed');
  }, 20_000);

  it('cancelled from outside is stuck, not dead, and retry frees it', async () => {
    const leadId = await hotLead();
    await eventually(async () => expect(await stageOf(leadId)).toBe('marketing_qualified'));
    await handleOf(leadId).cancel();
    await eventually(async () => expect((await attributesOf(leadId))['LeadStuck']).toEqual(['cancelled']));
    await recordStory(worker, leadId, 'cancelled');
    await handleOf(leadId).executeUpdate(retryUpdate);
    await eventually(async () => expect((await attributesOf(leadId))['LeadStuck']).toBeUndefined());
    expect((await handleOf(leadId).describe()).status.name).toBe('RUNNING');
    await recordStory(worker, leadId, 'freed-of-a-cancel');
  }, 20_000);

  it('reset to before its hand-off, is handed off by the new branch alone, and no mail goes out twice', async () => {
    const leadId = await coldLead(`${randomUUID()}@buyer.example`);
    await worker.leads.ring(leadId, 1);
    await eventually(async () => expect(await stageOf(leadId)).toBe('nurturing'));
    await askForDemo(leadId);
    await eventually(async () => expect(await eventsOf(leadId, 'RepNoticed')).toBe(1));
    const handedOffIn = await turnOf(leadId, 'HandOffOpened');

    await resetToBeforeHandOff(leadId);
    await eventually(async () => expect(await turnOf(leadId, 'HandOffOpened')).toBeGreaterThan(handedOffIn ?? Infinity));
    await eventually(async () => expect(await eventsOf(leadId, 'RepNoticed')).toBe(1));
    expect(await eventsOf(leadId, 'HandOffOpened')).toBe(1);
    expect(sink.mails.all().filter(({ text }) => text.includes(leadId))).toHaveLength(1);
    expect(await send(leadId, { kind: 'accept', repId: await repOf(leadId) })).toMatchObject({ applied: true });
    await recordStory(worker, leadId, 'reset-before-hand-off');
  }, 30_000);

  it('leaves no word of who it is in Temporal', async () => {
    const leadId = await hotLead('eva.planted@buyer.example');
    await eventually(async () => expect(await stageOf(leadId)).toBe('marketing_qualified'));
    await eventually(() => expect(sink.mails.all().some(({ text }) => text.includes('eva.planted'))).toBe(true));
    const history = JSON.stringify(await handleOf(leadId).fetchHistory(), (_key, value: unknown) => decoded(value));
    expect(history).toContain('handOff:1/notice#1');
    expect(history).not.toMatch(/planted|buyer\.example|sales\.example/i);
  });
});

// Payloads are base64 once they are JSON; Buffers have turned into it by then.
function decoded(value: unknown): unknown {
  if (typeof value === 'object' && value !== null && 'data' in value) {
    const { data } = value as { data: unknown };
    if (data instanceof Uint8Array) return { ...value, data: Buffer.from(data).toString() };
    if (typeof data === 'string') return { ...value, data: Buffer.from(data, 'base64').toString() };
  }
  return value;
}

async function eventsOf(leadId: string, kind: string): Promise<number> {
  return (await seen(leadId, kind)).length;
}

async function turnOf(leadId: string, kind: string): Promise<number | undefined> {
  return (await seen(leadId, kind))[0]?.turn;
}

const seen = (leadId: string, kind: string) =>
  source.query<{ turn: number }[]>('select turn from event where lead_id = $1 and kind = $2 and abandoned_by is null', [
    leadId,
    kind,
  ]);

/** As an operator does it in the Temporal UI: to the workflow task that scheduled the notice. */
async function resetToBeforeHandOff(leadId: string): Promise<void> {
  const { events } = await handleOf(leadId).fetchHistory();
  const scheduled = events?.find(({ activityTaskScheduledEventAttributes: it }) => it?.activityType?.name === 'tellRep');
  const { runId } = await handleOf(leadId).describe();
  await worker.client.workflowService.resetWorkflowExecution({
    namespace: worker.namespace,
    workflowExecution: { workflowId: leadWorkflowId(leadId), runId },
    reason: 'a test',
    requestId: randomUUID(),
    workflowTaskFinishEventId: scheduled?.activityTaskScheduledEventAttributes?.workflowTaskCompletedEventId,
  });
}
