import { randomUUID } from 'node:crypto';
import type { LeadCommand } from '../../libs/domain/lifecycle/commands.js';
import { leadWorkflowId, retrySignal, retryUpdate } from '../../libs/messages/lead-lifecycle.js';
import { eventually } from '../../test/support/eventually.js';
import { startLeadWorker, type LeadWorker } from '../../test/support/lead-worker.js';
import { recordStory } from '../../test/support/record-story.js';
import { fault, scriptTurns, stale, weather } from '../../test/support/scripted-turns.js';

const turns = scriptTurns();
let worker: LeadWorker;
beforeAll(async () => {
  worker = await startLeadWorker('turns', turns);
}, 60_000);
afterAll(() => worker.stop());

const accept = (): LeadCommand => ({ id: randomUUID(), kind: 'accept', repId: 'ana' });
const handleOf = (leadId: string) => worker.client.workflow.getHandle(leadWorkflowId(leadId));
const stuckOf = async (leadId: string) => (await handleOf(leadId).describe()).searchAttributes['LeadStuck']?.[0] ?? null;

async function eventTypes(leadId: string): Promise<string[]> {
  const { events } = await handleOf(leadId).fetchHistory();
  return (events ?? []).map(
    (event) =>
      Object.keys(event).find((key) => key.endsWith('EventAttributes') && event[key as keyof typeof event] !== null) ?? '',
  );
}

describe('a turn', () => {
  it('opens the lead before it hears its first ring, and is taken without an ordinary activity', async () => {
    const leadId = randomUUID();
    await worker.leads.ring(leadId, 3);
    await eventually(() => expect(turns.heard(leadId)).toMatchObject([{ kind: 'open' }, { kind: 'ring', upTo: 3 }]));
    expect(await eventTypes(leadId)).not.toContain('activityTaskScheduledEventAttributes');
  });

  it('answers a command that starts the lead, and the same id asked twice at once is one input', async () => {
    const leadId = randomUUID();
    const command = accept();
    const [one, other] = await Promise.all([
      worker.leads.command(leadId, command, 5_000),
      worker.leads.command(leadId, command, 5_000),
    ]);
    expect(one).toMatchObject({ commandId: command.id, applied: true });
    expect(other).toEqual(one);
    expect(turns.heard(leadId).filter(({ kind }) => kind === 'command')).toHaveLength(1);
  });

  it('has a number above the last one, and tells the fence the last turn it knows', async () => {
    const leadId = randomUUID();
    await worker.leads.command(leadId, accept(), 5_000);
    await worker.leads.command(leadId, accept(), 5_000);
    const [first, second] = turns.requests.filter((request) => request.leadId === leadId);
    expect(first?.state).toBeNull();
    expect(second?.state?.turn).toBe(first?.number);
    expect(second?.number).toBeGreaterThan(first?.number ?? Infinity);
  });

  it('waits in an ordinary activity while the weather is bad, with its own number, and nobody becomes stuck', async () => {
    const leadId = randomUUID();
    let tries = 0;
    turns.onTurn(leadId, () => {
      tries += 1;
      if (tries <= 3) throw weather();
      return {};
    });
    const answer = await worker.leads.command(leadId, accept(), 8_000);
    expect(answer.applied).toBe(true);
    expect(await eventTypes(leadId)).toContain('activityTaskScheduledEventAttributes');
    expect(new Set(turns.requests.filter((request) => request.leadId === leadId).map(({ number }) => number)).size).toBe(1);
    expect(await stuckOf(leadId)).toBeNull();
    await recordStory(worker, leadId, 'bad-weather');
  });

  it('that hangs is taken again by an ordinary activity', async () => {
    const leadId = randomUUID();
    const hanging: (() => void)[] = [];
    turns.onTurn(leadId, async () => {
      if (hanging.length < 2) await new Promise<void>((resolve) => hanging.push(resolve));
      return {};
    });
    expect((await worker.leads.command(leadId, accept(), 10_000)).applied).toBe(true);
    for (const letGo of hanging) letGo();
    await recordStory(worker, leadId, 'hanging-turn');
  }, 15_000);

  it('that is stale is taken again with a number above the row’s', async () => {
    const leadId = randomUUID();
    const rowTurn = Date.now() + 60_000;
    turns.onTurn(leadId, ({ number }) => {
      if (number <= rowTurn) throw stale(rowTurn);
      return {};
    });
    expect((await worker.leads.command(leadId, accept(), 5_000)).lead.turn).toBe(rowTurn + 1);
    await recordStory(worker, leadId, 'stale-turn');
  });
});

describe('a turn that fails by a fault', () => {
  it('is tried input by input: the faulty one is set aside and answered, the others are taken, and retry frees the lead', async () => {
    const leadId = randomUUID();
    const [good, bad] = [accept(), accept()];
    let mended = false;
    let hold: Promise<void> | null = null;
    let letGo = (): void => undefined;
    turns.onTurn(leadId, async ({ inputs }) => {
      await hold;
      if (!mended && inputs.some((input) => input.kind === 'command' && input.command.id === bad.id)) throw fault();
      return {};
    });
    await worker.leads.ring(leadId, 1);
    await eventually(() => expect(turns.heard(leadId)).toHaveLength(2));

    // One turn is held open, so that both commands reach the next one together.
    hold = new Promise((resolve) => (letGo = resolve));
    await worker.leads.ring(leadId, 2);
    const asked = [worker.leads.command(leadId, good, 8_000), worker.leads.command(leadId, bad, 8_000)];
    await eventually(() => expect(turns.requests.filter((request) => request.leadId === leadId)).toHaveLength(2));
    letGo();
    hold = null;
    const [yes, no] = await Promise.all(asked);
    expect(yes?.applied).toBe(true);
    expect(no).toMatchObject({ applied: false, refusal: { code: 'lead.turn_failed' }, lead: { leadId } });
    await eventually(async () => expect(await stuckOf(leadId)).toBe('turn.fault'));

    mended = true;
    const answer = await handleOf(leadId).executeUpdate<{ stuck: string | null }, []>(retryUpdate);
    expect(answer).toEqual({ stage: 'inquiry', stuck: null });
    expect(turns.heard(leadId).filter((input) => input.kind === 'command' && input.command.id === bad.id)).toHaveLength(1);
    await eventually(async () => expect(await stuckOf(leadId)).toBeNull());
    await recordStory(worker, leadId, 'fault-set-aside-and-freed');
  }, 20_000);

  it('is freed by the signal too, which a batch can send', async () => {
    const leadId = randomUUID();
    turns.onTurn(leadId, () => {
      throw fault();
    });
    await worker.leads.ring(leadId, 7);
    await eventually(async () => expect(await stuckOf(leadId)).toBe('turn.fault'));
    turns.onTurn(leadId, () => ({}));
    await handleOf(leadId).signal(retrySignal);
    await eventually(() =>
      expect(turns.heard(leadId)).toMatchObject([{ kind: 'open' }, { kind: 'ring', upTo: 7 }, { kind: 'retry' }]),
    );
    await eventually(async () => expect(await stuckOf(leadId)).toBeNull());
  });
});

it('a malformed command is refused at the door and leaves no trace', async () => {
  const leadId = randomUUID();
  await worker.leads.ring(leadId, 1);
  const command = { ...accept(), repId: 'ana@example.com' };
  await expect(worker.leads.command(leadId, command, 5_000)).rejects.toThrow('shape that no lead can take');
  expect(JSON.stringify(await handleOf(leadId).fetchHistory())).not.toContain('ana@example.com');
});
