import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import type { Client } from '@temporalio/client';
import { projectRoot } from '../libs/embedded/project-root.js';
import { leadWorkflowId } from '../libs/messages/lead-lifecycle.js';
import { childEnv } from '../libs/process/env.js';
import { callWith, type Call } from './support/call.js';
import { eventually } from './support/eventually.js';
import { openTemporal } from './support/open-temporal.js';
import { startBaton, type Baton } from './support/start-baton.js';
import { tradeAgreement, tradeTeam } from './support/trade.js';

let baton: Baton;
let temporal: Client;
beforeAll(async () => {
  baton = await startBaton({ name: 'members', agreement: tradeAgreement, team: tradeTeam });
  temporal = openTemporal(baton);
}, 60_000);
afterAll(async () => {
  await temporal.connection.close();
  await baton.stop();
});

/** What the CLI says to the member with this token. */
async function terminal(token: string, ...args: string[]): Promise<string> {
  const env = childEnv({ BATON_URL: baton.url, BATON_TOKEN: token });
  return (await promisify(execFile)('node', [join(projectRoot, 'dist/apps/cli/main.js'), ...args], { env })).stdout;
}

const tokens: string[] = [];
/** A member made from the terminal: calls in its name. */
async function enrolled(
  id: string,
  roles: string,
  rep: string[] = [],
  kept: string[] = [],
): Promise<{ token: string; call: Call }> {
  await terminal(baton.token, 'member', 'add', id, '--name', `Member ${id}`, '--roles', roles, ...rep);
  const token = (await terminal(baton.token, 'member', 'token', id, ...kept)).split('\n')[0] ?? '';
  tokens.push(token);
  return { token, call: callWith(baton.url, token) };
}

it('a website tells, the rep who holds the lead answers, each in their own name; and no token is told to anybody', async () => {
  const site = await enrolled('website', 'marketing', [], ['--scopes', 'facts:write,leads:write', '--expires', '90d']);
  const captured = await site.call('POST', '/v1/leads', { email: `${randomUUID()}@buyer.example`, profile: { country: 'ES' } });
  const { leadId } = captured.body as { leadId: string };
  const demo = {
    id: randomUUID(),
    kind: 'form_submitted',
    occurredAt: new Date().toISOString(),
    lead: { leadId },
    data: { form: 'demo' },
  };
  expect((await site.call('POST', '/v1/facts', { facts: [demo] })).body).toMatchObject({ accepted: 1 });
  expect(await site.call('GET', `/v1/leads/${leadId}`)).toMatchObject({ status: 403, body: { code: 'scope.lacking' } });

  const holder = await eventually(async () => {
    const { repId } = (await baton.call('GET', `/v1/leads/${leadId}`)).body as { repId: string | null };
    expect(repId).not.toBeNull();
    return String(repId);
  });
  const other = holder === 'ana' ? 'ben' : 'ana';
  const [hers, his] = [await enrolled('holder', 'rep', ['--rep', holder]), await enrolled('other', 'rep', ['--rep', other])];
  const accept = { id: randomUUID(), kind: 'accept', repId: holder };
  expect(await his.call('GET', `/v1/leads/${leadId}`)).toMatchObject({ status: 403, body: { code: 'lead.not_yours' } });
  expect(await his.call('POST', `/v1/leads/${leadId}/commands`, accept)).toMatchObject({
    status: 403,
    body: { code: 'rep.not_yours' },
  });
  expect(await hers.call('POST', `/v1/leads/${leadId}/commands`, accept)).toMatchObject({ status: 200, body: { applied: true } });
  expect((await hers.call('GET', '/v1/leads')).body.leads).toMatchObject([{ leadId }]);
  expect((await his.call('GET', '/v1/leads')).body.leads).toEqual([]);
  expect((await hers.call('GET', `/v1/leads/${leadId}/commands`)).body.commands).toMatchObject([
    { by: 'holder', kind: 'accept' },
  ]);
  const { facts } = (await hers.call('GET', `/v1/leads/${leadId}/facts`)).body as { facts: { kind: string; by: string }[] };
  expect(facts.find(({ kind }) => kind === 'form_submitted')).toMatchObject({ by: 'website' });

  const tokenId = /([0-9a-f-]{36})/.exec(await terminal(baton.token, 'member', 'tokens', 'website'))?.[1] ?? '';
  expect(await terminal(baton.token, 'member', 'revoke', 'website', tokenId)).toContain('Revoked.');
  expect(await site.call('POST', '/v1/facts', { facts: [demo] })).toMatchObject({ status: 401, body: { code: 'token.revoked' } });
  await expect(terminal(his.token, 'member', 'list')).rejects.toThrow('This takes the role admin');

  const stored = historyToJSON(await temporal.workflow.getHandle(leadWorkflowId(leadId)).fetchHistory());
  const history = JSON.stringify(stored).replace(/"data":"([^"]+)"/g, (_, data: string) =>
    Buffer.from(data, 'base64').toString(),
  );
  // The search finds what is there.
  expect([baton.logs().includes('"by":"website"'), history.includes(accept.id)]).toEqual([true, true]);
  expect([...tokens, baton.token].filter((token) => (baton.logs() + history).includes(token))).toEqual([]);
}, 60_000);
