import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Client } from '@temporalio/client';
import { projectRoot } from '../libs/embedded/project-root.js';
import { freeStuckSchedule } from '../libs/messages/free-stuck.js';
import { childEnv } from '../libs/process/env.js';
import { eventually } from './support/eventually.js';
import { LeadOverHttp } from './support/lead-over-http.js';
import type { Response } from './support/call.js';
import { openTemporal } from './support/open-temporal.js';
import { startBaton, type Baton } from './support/start-baton.js';
import { tradeAgreement, tradeTeam } from './support/trade.js';

const many = 20;
let baton: Baton;
let temporal: Client;
beforeAll(async () => {
  baton = await startBaton({ name: 'stuck-leads', agreement: tradeAgreement, team: tradeTeam });
  temporal = openTemporal(baton);
}, 60_000);
afterEach(() => baton.mail.normal());
afterAll(async () => {
  await temporal.connection.close();
  await baton.stop();
});

const read = async (path: string): Promise<Response['body']> => (await baton.call('GET', path)).body;
const stuckNow = async (): Promise<number> =>
  ((await read('/v1/stuck')).counts as { leads: number }[]).reduce((sum, { leads }) => sum + leads, 0);
const areStuck = (count: number): Promise<void> =>
  eventually(async () => expect(await stuckNow()).toBe(count), { timeoutMs: 60_000, everyMs: 100 });

/** Leads whose hand-off no mail server takes. */
async function stuckByMail(): Promise<LeadOverHttp[]> {
  baton.mail.refuse(550);
  const leads = await Promise.all(Array.from({ length: many }, () => LeadOverHttp.handedOff(baton)));
  await areStuck(many);
  return leads;
}

/** A lead that was opened before its demo request was heard has a nurture mail beside them, which bounced. */
async function noticesOf(lead: LeadOverHttp): Promise<{ kind: string }[]> {
  const { effects } = await lead.read('/effects');
  return (effects as { kind: string }[]).filter(({ kind }) => kind === 'tellRep');
}

async function expectToldOnce(leads: LeadOverHttp[]): Promise<void> {
  for (const lead of leads) {
    const { handOff, stuck } = await lead.until((view) => Boolean(view.handOff?.noticedAt), 'its rep to be told', 30_000);
    expect([stuck, handOff.number]).toEqual([null, 1]);
    expect(await noticesOf(lead)).toMatchObject([
      { key: 'handOff:1/notice#1', status: 'done', receipt: expect.any(String) as string },
    ]);
  }
}

const failedTwice = (lead: LeadOverHttp): Promise<void> =>
  eventually(async () => expect(await noticesOf(lead)).toMatchObject([{ status: 'failed', attempts: 2, code: 'mail.refused' }]), {
    timeoutMs: 30_000,
    everyMs: 50,
  });

/** What the CLI says. */
async function onTerminal(...args: string[]): Promise<string> {
  const env = childEnv({ BATON_URL: baton.url, BATON_TOKEN: baton.token });
  return (await promisify(execFile)('node', [join(projectRoot, 'dist/apps/cli/main.js'), ...args], { env })).stdout;
}

const retry = (body: object): Promise<Response> => baton.call('POST', '/v1/stuck/retry', body);
const ended = (retryId: string): Promise<Response['body']> =>
  eventually(
    async () => {
      const run = await read(`/v1/stuck/retries/${retryId}`);
      expect(run.status).toBe('done');
      return run;
    },
    { timeoutMs: 30_000, everyMs: 100 },
  );

describe('twenty leads stuck by a mail server that refuses', () => {
  it('are shown by a dry run, stuck again by a retry too early, and freed by one in time, each told once', async () => {
    const leads = await stuckByMail();
    const mailed = baton.mail.mails.all().length;
    const dry = await retry({ reason: 'mail.refused', dryRun: true });
    expect([dry.status, dry.body.leads, dry.body.retryId, dry.body.examples.length]).toEqual([200, many, null, 5]);
    expect((await read('/v1/stuck/retries')).retries).toEqual([]);

    const early = await retry({ reason: 'mail.refused' });
    expect([early.status, early.body.leads]).toEqual([202, many]);
    expect(await ended(early.body.retryId)).toMatchObject({ by: 'admin', matched: many, retried: many });
    for (const lead of leads) await failedTwice(lead);
    await areStuck(many);

    baton.mail.normal();
    expect(await onTerminal('stuck', '--retry', '--dry-run')).toContain(`${many} leads would be sent retry.`);
    expect(await onTerminal('stuck', '--retry', '--reason', 'mail.refused')).toContain(`${many} of ${many} were sent retry.`);
    await expectToldOnce(leads);
    expect(await onTerminal('stuck')).toBe('Nobody is stuck.\n');
    expect(baton.mail.mails.all().length - mailed).toBe(many);
  }, 180_000);

  it('are freed by the paused Schedule, triggered as the UI’s button does, and that is on record', async () => {
    const leads = await stuckByMail();
    baton.mail.normal();
    await temporal.schedule.getHandle(freeStuckSchedule).trigger();
    await expectToldOnce(leads);
    const [run] = (await read('/v1/stuck/retries?limit=1')).retries;
    expect(await ended(run.retryId)).toMatchObject({ by: 'schedule', reason: null, matched: many, retried: many });
  }, 120_000);
});
