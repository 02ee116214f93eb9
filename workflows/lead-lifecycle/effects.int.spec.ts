import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import type { LeadCommand } from '../../libs/domain/lifecycle/commands.js';
import type { Effect } from '../../libs/domain/lifecycle/effects.js';
import type { LeadInput } from '../../libs/domain/lifecycle/inputs.js';
import { failureTypes, type Performed } from '../../libs/messages/activities.js';
import { leadWorkflowId } from '../../libs/messages/lead-lifecycle.js';
import { eventually } from '../../test/support/eventually.js';
import { startLeadWorker, type LeadWorker } from '../../test/support/lead-worker.js';
import { recordStory } from '../../test/support/record-story.js';
import { scriptTurns, weather } from '../../test/support/scripted-turns.js';

const turns = scriptTurns();
let worker: LeadWorker;
beforeAll(async () => {
  worker = await startLeadWorker('effects', turns);
}, 60_000);
afterAll(() => worker.stop());

const key = 'handOff:1/notice#1';
const notice: Effect = { kind: 'tellRep', key, repId: 'ana', handOff: 1, about: 'handOff', clause: 'handOffs.lanes.demo' };
const accept = (): LeadCommand => ({ id: randomUUID(), kind: 'accept', repId: 'ana' });
const handleOf = (leadId: string) => worker.client.workflow.getHandle(leadWorkflowId(leadId));
const isOpening = ({ kind }: LeadInput): boolean => kind === 'open';

/** A lead whose first turn plans one notice. */
async function noticed(perform: () => Promise<Performed>): Promise<string> {
  const leadId = randomUUID();
  turns.onTurn(leadId, ({ inputs }) => (inputs.some(isOpening) ? { effects: [notice] } : {}));
  turns.onEffect(leadId, perform);
  await worker.leads.ring(leadId, 1);
  return leadId;
}

describe('an effect', () => {
  it('runs as an ordinary activity whose summary says who is told what, and ends as an input', async () => {
    const leadId = await noticed(async () => ({ outcome: 'done' }));
    await eventually(() =>
      expect(turns.heard(leadId)).toContainEqual(expect.objectContaining({ kind: 'effectDone', key, outcome: 'done' })),
    );
    const { events } = await handleOf(leadId).fetchHistory();
    const scheduled = events?.find(
      ({ activityTaskScheduledEventAttributes: attributes }) => attributes?.activityType?.name === 'tellRep',
    );
    expect(String(scheduled?.userMetadata?.summary?.data)).toContain('tell ana: hand-off 1');
  });

  it('that hangs keeps no command waiting, and keeps its run from giving way to a new one', async () => {
    let letGo = (): void => undefined;
    const held = new Promise<Performed>((resolve) => (letGo = () => resolve({ outcome: 'done' })));
    const leadId = await noticed(() => held);
    await eventually(() => expect(turns.heard(leadId)).toHaveLength(2));
    const { runId } = await handleOf(leadId).describe();
    for (let asked = 0; asked < 60; asked += 1) {
      expect((await worker.leads.command(leadId, accept(), 2_000)).applied).toBe(true);
    }
    const described = await handleOf(leadId).describe();
    expect(described.historyLength).toBeGreaterThan(250);
    expect(described.runId).toBe(runId);
    letGo();
    await eventually(async () => expect((await handleOf(leadId).describe()).runId).not.toBe(runId));
    expect(turns.heard(leadId).filter(({ kind }) => kind === 'effectDone')).toHaveLength(1);
  }, 40_000);

  it('that meets bad weather is tried again, and ends as done when it has passed', async () => {
    let tries = 0;
    const leadId = await noticed(async () => {
      tries += 1;
      if (tries === 1) throw weather();
      return { outcome: 'done' };
    });
    await eventually(() => expect(turns.heard(leadId)).toContainEqual(expect.objectContaining({ kind: 'effectDone', key })));
    expect(tries).toBe(2);
  });

  it('that is refused for good is not tried again, and ends as an input with its code', async () => {
    let tries = 0;
    const leadId = await noticed(async () => {
      tries += 1;
      throw ApplicationFailure.nonRetryable('mail.refused', failureTypes.effectRefused, 'mail.refused');
    });
    await eventually(() =>
      expect(turns.heard(leadId)).toContainEqual(
        expect.objectContaining({ kind: 'effectFailed', key, code: 'mail.refused', weather: false }),
      ),
    );
    expect(tries).toBe(1);
  });

  it('whose weather stays bad ends as an input after three attempts, said to be weather', async () => {
    let tries = 0;
    const leadId = await noticed(async () => {
      tries += 1;
      throw weather();
    });
    await eventually(
      () =>
        expect(turns.heard(leadId)).toContainEqual(
          expect.objectContaining({ kind: 'effectFailed', key, code: '57P01', weather: true }),
        ),
      { timeoutMs: 15_000 },
    );
    expect(tries).toBe(3);
    await recordStory(worker, leadId, 'effect-in-bad-weather');
  }, 20_000);
});
