import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { leadWorkflowId } from '../../libs/messages/lead-lifecycle.js';
import { LeadOverHttp } from '../support/lead-over-http.js';
import { openTemporal } from '../support/open-temporal.js';
import { startBenchBaton, type BenchBaton } from './bench-baton.js';
import { report } from './figure.js';

const sleepers = 5;

/** P9: the open history of leads that sleep: what a wake replays, and what an open workflow costs to keep. */
export async function measureSleepers(): Promise<void> {
  const bench = await startBenchBaton('sleepers');
  const client = openTemporal(bench.baton);
  for (const [who, fallAsleep] of Object.entries({
    'nurturing since its first turn': nurtured,
    'recycled after two hand-offs': recycledTwice,
  })) {
    const ids = await Promise.all(Array.from({ length: sleepers }, () => fallAsleep(bench)));
    const histories = await Promise.all(ids.map((leadId) => historyOf(client, leadId)));
    const common = { baseline: [] as number[] };
    report({
      ...common,
      figure: `P9 open history, ${who}: size`,
      goal: '<= 10240',
      unit: 'bytes',
      ours: histories.map(({ bytes }) => bytes),
    });
    report({
      ...common,
      figure: `P9 open history, ${who}: length`,
      goal: '<= 250',
      unit: 'events',
      ours: histories.map(({ events }) => events),
    });
  }
  await client.connection.close();
  await bench.stop();
}

async function nurtured({ baton }: BenchBaton): Promise<string> {
  const lead = await LeadOverHttp.capture(baton, {
    profile: { firstName: 'Eva', country: 'ES', company: { name: 'Acme', employees: 20 } },
  });
  await lead.reaches('nurturing');
  await rests(lead);
  return lead.leadId;
}

async function recycledTwice({ baton }: BenchBaton): Promise<string> {
  const lead = await LeadOverHttp.capture(baton, {
    profile: { firstName: 'Eva', country: 'ES', company: { name: 'Acme', employees: 120 } },
  });
  for (let handOff = 1; handOff <= 2; handOff += 1) {
    await lead.does('form_submitted', { form: 'demo', product: `crm-${randomUUID().slice(0, 4)}` });
    await lead.reaches('marketing_qualified');
    for (const command of [
      { kind: 'accept' },
      { kind: 'touch', channel: 'call', seconds: 180 },
      { kind: 'outcome', reason: 'not-now' },
    ]) {
      const { status, body } = await lead.askAsHolder(command);
      if (status !== 200) throw new Error(`${command.kind} was answered ${status}: ${JSON.stringify(body)}`);
    }
    await lead.reaches('nurturing');
  }
  await rests(lead);
  return lead.leadId;
}

/** Nothing happens to it any more: two looks, a second apart, see the same turn. */
async function rests(lead: LeadOverHttp): Promise<void> {
  let turn = -1;
  let since = Date.now();
  await lead.until(
    (read) => {
      if (read.turn !== turn) [turn, since] = [read.turn, Date.now()];
      return Date.now() - since > 1_000;
    },
    'a rest',
    60_000,
  );
}

async function historyOf(client: Client, leadId: string): Promise<{ bytes: number; events: number }> {
  const { raw, historyLength } = await client.workflow.getHandle(leadWorkflowId(leadId)).describe();
  return { bytes: Number(raw.workflowExecutionInfo?.historySizeBytes ?? 0), events: historyLength };
}
