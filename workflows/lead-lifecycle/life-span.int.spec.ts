import { randomUUID } from 'node:crypto';
import type { LeadCommand } from '../../libs/domain/lifecycle/commands.js';
import { leadWorkflowId, statusQuery, type LeadStatus } from '../../libs/messages/lead-lifecycle.js';
import { eventually } from '../../test/support/eventually.js';
import { startLeadWorker, type LeadWorker } from '../../test/support/lead-worker.js';
import { recordStory } from '../../test/support/record-story.js';
import { fault, scriptTurns } from '../../test/support/scripted-turns.js';

const turns = scriptTurns();
let worker: LeadWorker;
beforeAll(async () => {
  worker = await startLeadWorker('span', turns);
}, 60_000);
afterAll(() => worker.stop());

const accept = (): LeadCommand => ({ id: randomUUID(), kind: 'accept', repId: 'ana' });
const handleOf = (leadId: string) => worker.client.workflow.getHandle(leadWorkflowId(leadId));
const heardKinds = (leadId: string) => turns.heard(leadId).map(({ kind }) => kind);

async function timersOf(leadId: string): Promise<{ seconds: number; summary: string }[]> {
  const { events } = await handleOf(leadId).fetchHistory();
  return (events ?? []).flatMap(({ timerStartedEventAttributes: timer, userMetadata }) =>
    timer ? [{ seconds: Number(timer.startToFireTimeout?.seconds), summary: String(userMetadata?.summary?.data ?? '') }] : [],
  );
}

describe('a lead that is cancelled from outside', () => {
  it('hears of it as an input, lives on, and still answers commands', async () => {
    const leadId = randomUUID();
    await worker.leads.ring(leadId, 1);
    await eventually(() => expect(turns.heard(leadId)).toHaveLength(2));
    await handleOf(leadId).cancel();
    await eventually(() => expect(heardKinds(leadId)).toContain('cancelled'));
    expect((await worker.leads.command(leadId, accept(), 5_000)).applied).toBe(true);
    expect((await handleOf(leadId).describe()).status.name).toBe('RUNNING');
  });

  it('answers even the command that was waiting when it came', async () => {
    const leadId = randomUUID();
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    await worker.leads.ring(leadId, 1);
    await eventually(() => expect(turns.heard(leadId)).toHaveLength(2));
    turns.onTurn(leadId, async () => {
      await held;
      return {};
    });
    const asked = worker.leads.command(leadId, accept(), 8_000);
    await eventually(() => expect(turns.requests.filter((request) => request.leadId === leadId)).toHaveLength(2));
    await handleOf(leadId).cancel();
    letGo();
    expect((await asked).applied).toBe(true);
  });

  it('can be cancelled again once it was freed', async () => {
    const leadId = randomUUID();
    const cancels = () => heardKinds(leadId).filter((kind) => kind === 'cancelled').length;
    turns.onTurn(leadId, ({ inputs, number }) =>
      inputs.some(({ kind }) => kind === 'cancelled')
        ? { events: [{ kind: 'LeadCancelled', at: number }], stuck: 'cancelled' }
        : {},
    );
    await worker.leads.ring(leadId, 1);
    await handleOf(leadId).cancel();
    await eventually(() => expect(cancels()).toBe(1));
    turns.onTurn(leadId, ({ inputs, number }) =>
      inputs.some(({ kind }) => kind === 'retry') ? { events: [{ kind: 'LeadFreed', at: number }] } : {},
    );
    await handleOf(leadId).signal('retry');
    await eventually(() => expect(heardKinds(leadId)).toContain('retry'));
    await eventually(async () => {
      await handleOf(leadId).cancel();
      expect(cancels()).toBe(2);
    });
  }, 15_000);
});

describe('a lead with a long life', () => {
  it('continues as new under a storm of rings and commands, and hears and answers every one', async () => {
    const leadId = randomUUID();
    const storm = Array.from({ length: 120 }, (_, index) => index + 1);
    await worker.leads.ring(leadId, 0);
    const { runId: firstRun } = await handleOf(leadId).describe();
    const answers = await inLanes(8, storm, async (upTo) => {
      await worker.leads.ring(leadId, upTo);
      return worker.leads.command(leadId, accept(), 20_000);
    });
    expect(answers.every(({ applied }) => applied)).toBe(true);
    const commands = turns.heard(leadId).flatMap((input) => (input.kind === 'command' ? [input.command.id] : []));
    expect(new Set(commands)).toEqual(new Set(answers.map(({ commandId }) => commandId)));
    await eventually(() =>
      expect(Math.max(...turns.heard(leadId).map((input) => (input.kind === 'ring' ? input.upTo : 0)))).toBe(120),
    );
    expect((await handleOf(leadId).describe()).runId).not.toBe(firstRun);
    const opens = turns.heard(leadId).filter(({ kind }) => kind === 'open');
    expect(opens).toHaveLength(1);
    await recordStory(worker, leadId, 'carried-on-in-a-storm');
  }, 60_000);

  it('is a small history when it sleeps long, however much has happened', async () => {
    const leadId = randomUUID();
    await inLanes(1, Array.from({ length: 8 }), () => worker.leads.command(leadId, accept(), 20_000));
    await eventually(async () => {
      const { raw, historyLength } = await handleOf(leadId).describe();
      expect(Number(raw.workflowExecutionInfo?.historySizeBytes)).toBeLessThan(10 * 1024);
      expect(historyLength).toBeLessThan(20);
    });
  });

  it('carries what was set aside into the next run', async () => {
    const leadId = randomUUID();
    const bad = accept();
    const isBad = (command: LeadCommand) => command.id === bad.id;
    turns.onTurn(leadId, ({ inputs }) => {
      if (inputs.some((input) => input.kind === 'command' && isBad(input.command))) throw fault();
      return {};
    });
    expect((await worker.leads.command(leadId, bad, 5_000)).refusal?.code).toBe('lead.turn_failed');
    const { runId: firstRun } = await handleOf(leadId).describe();
    await inLanes(4, Array.from({ length: 70 }), () => worker.leads.command(leadId, accept(), 20_000));
    await eventually(async () => expect((await handleOf(leadId).describe()).runId).not.toBe(firstRun));
    const status = await handleOf(leadId).query<LeadStatus>(statusQuery);
    expect(status).toMatchObject({ leadId, stuck: 'turn.fault', setAside: ['accept'] });
    await recordStory(worker, leadId, 'carried-on-with-a-fault');
  }, 60_000);
});

describe('a lead that has ended', () => {
  it('ends when nothing waits, and a late command opens it from its row, is answered, and lets it end again', async () => {
    const leadId = randomUUID();
    turns.onTurn(leadId, () => ({ ended: true, stage: 'customer' }));
    await worker.leads.ring(leadId, 1);
    expect(await handleOf(leadId).result()).toEqual({ leadId, stage: 'customer' });
    const answer = await worker.leads.command(leadId, accept(), 8_000);
    expect(answer.applied).toBe(true);
    expect(heardKinds(leadId)).toEqual(['open', 'ring', 'open', 'command']);
    expect(await handleOf(leadId).result()).toEqual({ leadId, stage: 'customer' });
    expect((await handleOf(leadId).describe()).searchAttributes['LeadStage']).toEqual(['customer']);
    await recordStory(worker, leadId, 'late-command');
  });

  it('loses no ring that comes while it ends', async () => {
    const leadId = randomUUID();
    turns.onTurn(leadId, () => ({ ended: true, stage: 'lost' }));
    await inLanes(
      4,
      Array.from({ length: 40 }, (_, index) => index + 1),
      // As the relay does: one that was not taken in time is rung again.
      (upTo) => eventually(() => worker.leads.ring(leadId, upTo), { timeoutMs: 20_000 }),
    );
    await eventually(() =>
      expect(Math.max(...turns.heard(leadId).map((input) => (input.kind === 'ring' ? input.upTo : 0)))).toBe(40),
    );
  }, 60_000);
});

describe('the alarm', () => {
  it('is one timer for the earliest deadline, named by its why, and set anew only when the instant moves', async () => {
    const leadId = randomUUID();
    const at = Date.now() + 3_600_000;
    turns.onTurn(leadId, () => ({ wakeAt: at, wakeWhy: 'handOffs.default.clocks.accept is due' }));
    await worker.leads.ring(leadId, 1);
    await worker.leads.command(leadId, accept(), 5_000);
    await worker.leads.command(leadId, accept(), 5_000);
    expect(await timersOf(leadId)).toEqual([
      { seconds: expect.any(Number), summary: expect.stringContaining('clocks.accept is due') },
    ]);
    turns.onTurn(leadId, () => ({ wakeAt: at + 3_600_000, wakeWhy: 'later' }));
    await worker.leads.command(leadId, accept(), 5_000);
    expect(await timersOf(leadId)).toHaveLength(2);
    await recordStory(worker, leadId, 'alarm');
  });

  it('wakes the lead when the instant has come, and again for the next', async () => {
    const leadId = randomUUID();
    turns.onTurn(leadId, ({ inputs, number }) => {
      const due = heardKinds(leadId).filter((kind) => kind === 'due').length + inputs.filter(({ kind }) => kind === 'due').length;
      return due < 2 ? { wakeAt: number + 20, wakeWhy: 'soon' } : {};
    });
    await worker.leads.ring(leadId, 1);
    await eventually(() => expect(heardKinds(leadId).filter((kind) => kind === 'due')).toHaveLength(2));
  });
});

async function inLanes<T, R>(lanes: number, items: T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const rest = [...items];
  const results: R[] = [];
  const lane = async (): Promise<void> => {
    while (rest.length > 0) results.push(await work(rest.shift() as T));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}
