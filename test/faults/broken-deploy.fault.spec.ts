import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { findTemporalCli, temporalCommand } from '../../libs/embedded/temporal-cli.js';
import { leadIdOf } from '../../libs/messages/lead-lifecycle.js';
import { readLocalEnv } from '../../libs/process/env.js';
import { eventually } from '../support/eventually.js';
import { openTemporal } from '../support/open-temporal.js';
import { workflowBundle } from '../support/stack.js';
import { startBaton, type Baton } from '../support/start-baton.js';
import { testStack } from '../support/test-stack.js';
import { tradeAgreement, tradeTeam } from '../support/trade.js';
import { expectWhole } from './expect-whole.js';
import { ask, capture, nothingSent, tell } from './send-lives.js';

const sent = nothingSent();
let baton: Baton;
let client: Client;
beforeAll(async () => {
  baton = await startBaton({ name: 'broken-deploy', agreement: tradeAgreement, team: tradeTeam });
  client = openTemporal(baton);
}, 60_000);
afterAll(async () => {
  await client.connection.close();
  await baton.stop();
});

/** A build of workflows that goes another way than every history so far: it starts a timer where there was none. */
function brokenBundle(): string {
  const good = readFileSync(workflowBundle(), 'utf8');
  const loop = /return (\w+)\.CancellationScope\.nonCancellable\(async ?\(\) ?=> ?\{\s*for/;
  if (!loop.test(good)) throw new Error('The loop of leadLifecycle looks different now: teach this test how to break it.');
  const file = join(testStack().folder, 'broken-bundle.js');
  writeFileSync(file, good.replace(loop, 'await $1.sleep(1);\n$&'));
  return file;
}

/** As the runbook finds them. */
async function leadsWithProblems(): Promise<string[]> {
  const found: string[] = [];
  const query = `ExecutionStatus = 'Running' AND TemporalReportedProblems IS NOT NULL`;
  for await (const { workflowId } of client.workflow.list({ query })) found.push(leadIdOf(workflowId));
  return found;
}

const withProblems = (leadIds: string[]): Promise<void> =>
  eventually(async () => expect((await leadsWithProblems()).sort()).toEqual([...leadIds].sort()), {
    timeoutMs: 120_000,
    everyMs: 500,
  });

/** As the runbook says: all that have problems, to the first task of their run. */
async function resetTouched(leadIds: string[]): Promise<void> {
  for (const leadId of leadIds) sent.resets.add(leadId);
  const cli = await findTemporalCli({ ...readLocalEnv(), say: () => undefined });
  const which = ['--query', `ExecutionStatus = 'Running' AND TemporalReportedProblems IS NOT NULL`];
  const how = ['--type', 'FirstWorkflowTask', '--reason', 'touched by a build that was rolled back', '--yes'];
  const { address, namespace } = baton.temporal;
  await temporalCommand(cli, address, ['workflow', 'reset', '--namespace', namespace, ...which, ...how]);
}

describe('a deploy that breaks determinism', () => {
  it('stops leads where they are and shows it; rolled back, they go on, and those it has touched are reset', async () => {
    const lead = await capture(baton, sent);
    await lead.reaches('nurturing', 30_000);

    await baton.replace('worker', { WORKFLOW_BUNDLE: brokenBundle() });
    await tell(baton, sent, lead, 'form_submitted', { form: 'demo' });
    const born = await capture(baton, sent);
    await withProblems([lead.leadId]);
    expect((await lead.read()).stage).toBe('nurturing');
    await born.reaches('nurturing', 30_000);

    await baton.replace('worker');
    await lead.reaches('marketing_qualified', 120_000);
    await tell(baton, sent, born, 'form_submitted', { form: 'demo' });
    await withProblems([born.leadId]);
    await resetTouched([born.leadId]);
    await born.reaches('marketing_qualified', 60_000);
    await withProblems([]);
    for (const one of [lead, born]) {
      const { repId } = await one.read();
      await ask(one, sent, { kind: 'accept', repId });
    }
    await expectWhole(baton, sent);
  }, 400_000);

  it('as a second worker beside a good one is refused by every history, and costs time alone', async () => {
    const leads = [await capture(baton, sent), await capture(baton, sent), await capture(baton, sent)];
    for (const lead of leads) await lead.reaches('nurturing', 30_000);
    await baton.kill('worker');
    await baton.start('worker-2', { WORKFLOW_BUNDLE: brokenBundle() });
    for (const lead of leads) await tell(baton, sent, lead, 'form_submitted', { form: 'demo' });
    await eventually(() => expect(baton.logs()).toContain('TMPRL1100'), { timeoutMs: 60_000 });
    await baton.start('worker');
    for (const lead of leads) await lead.reaches('marketing_qualified', 120_000);
    expect(baton.pid('worker-2')).toBeDefined();
    await baton.kill('worker-2');
    await expectWhole(baton, sent);
  }, 400_000);
});
