import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { projectRoot } from '../libs/embedded/project-root.js';
import { createDataSource } from '../libs/persistence/data-source.js';
import { childEnv } from '../libs/process/env.js';
import { eventually } from './support/eventually.js';
import { startBaton, type Baton } from './support/start-baton.js';
import { tradeAgreement, tradeTeam } from './support/trade.js';

let baton: Baton;
let source: DataSource;
let leadId: string;
beforeAll(async () => {
  baton = await startBaton({ name: 'audit', agreement: tradeAgreement, team: tradeTeam });
  source = await createDataSource(baton.databaseUrl).initialize();
}, 120_000);
afterAll(async () => {
  await source.destroy();
  await baton.stop();
});

const stage = async (): Promise<unknown> => (await baton.call('GET', `/v1/leads/${leadId}`)).body['stage'];

/** What `npm run baton -- audit` says, and its exit code. */
function audit(): Promise<{ code: number; said: string }> {
  const env = childEnv({ BATON_URL: baton.url, BATON_TOKEN: baton.token });
  return new Promise((resolve) =>
    execFile(process.execPath, [join(projectRoot, 'dist/apps/cli/main.js'), 'audit'], { env }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: out + err }),
    ),
  );
}

describe('an audit of a life that was really lived', () => {
  it('finds nothing, and one row once it was altered', async () => {
    const captured = await baton.call('POST', '/v1/leads', {
      email: 'eva@acme.example',
      profile: { country: 'ES' },
      consent: { email: true },
    });
    leadId = captured.body['leadId'] as string;
    await eventually(async () => expect(await stage()).toBe('nurturing'));
    const before = new Date().toISOString();
    const occurredAt = new Date().toISOString();
    const demo = { id: randomUUID(), kind: 'form_submitted', occurredAt, lead: { leadId }, data: { form: 'demo' } };
    expect((await baton.call('POST', '/v1/facts', { facts: [demo] })).body).toMatchObject({ accepted: 1 });
    await eventually(async () => expect(await stage()).toBe('marketing_qualified'));
    const { body } = await baton.call('GET', `/v1/leads/${leadId}`);
    await baton.call('POST', `/v1/leads/${leadId}/commands`, { id: randomUUID(), kind: 'accept', repId: body['repId'] });

    expect(await audit()).toMatchObject({ code: 0, said: expect.stringContaining('Nothing differs.') as string });
    expect((await baton.call('GET', `/v1/leads/${leadId}?at=${before}`)).body).toMatchObject({ stage: 'nurturing', repId: null });

    await source.query(`update event set body = jsonb_set(body, '{repId}', '"nobody"') where kind = 'LeadAccepted'`);
    const found = await audit();
    expect(found).toMatchObject({
      code: 1,
      said: expect.stringContaining('(LeadAccepted): body.repId is "nobody"; its inputs give') as string,
    });
    expect(found.said).toContain('1 differences');
  }, 60_000);
});
