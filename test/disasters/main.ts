import { parseArgs } from 'node:util';
import { createProgressBar } from '../../apps/cli/progress-bar.js';
import { startOwnServers } from '../faults/own-servers.js';
import { eventually } from '../support/eventually.js';
import { startBaton, type Baton } from '../support/start-baton.js';
import { startTestStack } from '../support/start-test-stack.js';
import { tradeAgreement, tradeTeam } from '../support/trade.js';
import { leadsAtAllStages } from './all-stages.js';
import { differences, disagreements, livesAtRest, livesInTemporal, mailsTwice, type LifeSeen } from './look.js';

// npm run wipe [-- --leads 1000]: leads at all stages, Temporal's database deleted, rebuilt by one request, compared. Prints what it saw.

const say = (line: string): void => console.log(line);
const bar = createProgressBar(process.stderr);

async function main(): Promise<boolean> {
  const { values } = parseArgs({ options: { leads: { type: 'string', default: '1000' } } });
  const open = Number(values.leads);
  if (!Number.isInteger(open) || open < 1) throw new Error('--leads takes a whole number from 1 on: how many shall be open.');
  const stop = await startTestStack({ durable: true });
  const servers = await startOwnServers('wipe');
  const { databaseUrl, temporal } = servers;
  const baton = await startBaton({ name: 'wipe', agreement: tradeAgreement, team: tradeTeam, databaseUrl, temporal });
  try {
    // Two lives of ten end.
    const leads = Math.ceil((open * 10) / 8);
    await leadsAtAllStages(baton, leads, (done) => bar.show('leads', done / leads, `${done} of ${leads}`));
    const before = await livesAtRest(baton, 600_000);
    bar.end();
    tellStages(before);
    const mails = baton.mail.mails.all().length;
    await Promise.all([baton.kill('worker'), baton.kill('relay')]);
    await servers.loseTemporal();
    await Promise.all([baton.start('worker'), baton.start('relay')]);
    say('Temporal has lost its database, and is back, empty.');
    await rebuilt(baton);
    const after = await livesAtRest(baton, 600_000);
    const wrong = [...differences(before, after), ...disagreements(after, await livesInTemporal(baton)), ...mailsTwice(baton)];
    wrong.slice(0, 10).forEach(say);
    say(
      `${open} leads compared with what they were, stage, owner, clocks, deadlines, and with what their workflows tell: ${wrong.length} differ.`,
    );
    say(`${baton.mail.mails.all().length - mails} mails were sent again.`);
    return wrong.length === 0;
  } finally {
    await baton.stop();
    await servers.stop();
    await stop();
  }
}

function tellStages(lives: Map<string, LifeSeen>): void {
  const open = [...lives.values()].filter(({ ended }) => !ended);
  const stages = [...new Set(open.map(({ stage }) => stage))];
  const counted = stages.map((stage) => `${open.filter((life) => life.stage === stage).length} ${stage}`);
  const clocks = open.reduce((sum, life) => sum + life.clocks.length, 0);
  say(`${open.length} open leads: ${counted.join(', ')}; ${clocks} clocks run. ${lives.size - open.length} have ended.`);
}

async function rebuilt({ call }: Baton): Promise<void> {
  const askedAt = Date.now();
  const { reconciliationId } = await eventually(
    async () => {
      const { status, body } = await call('POST', '/v1/health/leads/rebuild', {});
      if (status !== 202) throw new Error(`The rebuild was answered ${status}`);
      return body as { reconciliationId: string };
    },
    { timeoutMs: 60_000, everyMs: 200 },
  );
  const run = await eventually(
    async () => {
      const { status, body } = await call('GET', `/v1/health/leads/runs/${reconciliationId}`);
      if (status !== 200 || body.status === 'running') throw new Error('It runs still');
      return body;
    },
    { timeoutMs: 1_800_000, everyMs: 100 },
  );
  const seconds = ((Date.now() - askedAt) / 1000).toFixed(1);
  say(`${run.repaired.orphans} of ${run.found.orphans} workflows are back after ${seconds} s (${run.status}).`);
}

main().then(
  (isWell) => process.exit(isWell ? 0 : 1),
  (error: unknown) => {
    console.error(error instanceof Error ? (error.stack ?? error.message) : error);
    process.exit(1);
  },
);
