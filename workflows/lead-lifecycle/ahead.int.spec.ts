import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import { failureTypes } from '../../libs/messages/activities.js';
import { leadWorkflowId, reprojectSignal, retrySignal } from '../../libs/messages/lead-lifecycle.js';
import { eventually } from '../../test/support/eventually.js';
import { startLeadWorker, type LeadWorker } from '../../test/support/lead-worker.js';
import { recordStory } from '../../test/support/record-story.js';
import { scriptTurns } from '../../test/support/scripted-turns.js';

const turns = scriptTurns();
let worker: LeadWorker;
beforeAll(async () => {
  worker = await startLeadWorker('ahead', turns);
}, 60_000);
afterAll(() => worker.stop());

const handleOf = (leadId: string) => worker.client.workflow.getHandle(leadWorkflowId(leadId));
const stuckOf = async (leadId: string) => (await handleOf(leadId).describe()).searchAttributes['LeadStuck']?.[0] ?? null;
const is = (leadId: string, reason: string | null): Promise<void> =>
  eventually(async () => expect(await stuckOf(leadId)).toBe(reason), { timeoutMs: 15_000 });
const accept = () => ({ id: randomUUID(), kind: 'accept', repId: 'ana' }) as const;

/** Postgres has come back without this lead's last turn: whoever asks with a state is ahead. */
async function aheadLead(): Promise<string> {
  const leadId = randomUUID();
  await worker.leads.command(leadId, accept(), 10_000);
  turns.onTurn(leadId, ({ state }) => {
    if (state !== null) throw ApplicationFailure.nonRetryable('ahead', failureTypes.turnAhead, 17);
    return {};
  });
  return leadId;
}

describe('a lead that is ahead of Postgres', () => {
  it('takes no turn and says why; a retry changes nothing; reproject lets it open from its row, with all that was set aside', async () => {
    const leadId = await aheadLead();
    const refused = await worker.leads.command(leadId, accept(), 10_000);
    expect(refused).toMatchObject({ applied: false, refusal: { code: 'lead.turn_failed' } });
    await worker.leads.ring(leadId, 5);
    await is(leadId, 'turn.ahead');
    const { currentDetails } = await handleOf(leadId).query<{ currentDetails: string }>('__temporal_workflow_metadata');
    expect(currentDetails).toContain('npm run baton -- reproject');
    await handleOf(leadId).signal(retrySignal);
    await eventually(() => expect(turns.requests.at(-1)?.inputs).toContainEqual(expect.objectContaining({ kind: 'retry' })));
    await is(leadId, 'turn.ahead');

    await handleOf(leadId).signal(reprojectSignal);
    await is(leadId, null);
    const kinds = turns.heard(leadId).map(({ kind }) => kind);
    expect(kinds.slice(2)).toEqual(['open', 'command', 'ring', 'retry']);
    expect(turns.requests.filter((request) => request.leadId === leadId).at(-1)?.state).toBeNull();
    await recordStory(worker, leadId, 'ahead-and-reprojected');
  }, 60_000);
});

it('a lead that is not ahead hears reproject as a retry, and keeps its state', async () => {
  const leadId = randomUUID();
  await worker.leads.command(leadId, accept(), 10_000);
  await handleOf(leadId).signal(reprojectSignal);
  await eventually(() => expect(turns.heard(leadId).at(-1)?.kind).toBe('retry'));
  expect(turns.requests.filter((request) => request.leadId === leadId).at(-1)?.state).not.toBeNull();
  expect(await stuckOf(leadId)).toBeNull();
}, 30_000);
