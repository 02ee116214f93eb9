import { randomUUID } from 'node:crypto';
import { apiUnderTest, sample, type ApiUnderTest } from '../../../test/support/api-under-test.js';
import { enrol, type Enrolled } from '../../../test/support/enrol.js';

let api: ApiUnderTest;
let member: Enrolled;
let tokens: string[];
beforeAll(async () => {
  api = await apiUnderTest('leaks');
  await api.postYaml('/v1/teams', sample('team'));
  member = await enrol(api, { id: 'website', name: 'Zqx the website', roles: ['marketing'] }, { label: 'zqx-label' });
  const revoked = await enrol(api, { id: 'zqx-gone', roles: ['ops'] });
  await api.request('DELETE', `/v1/members/zqx-gone/tokens/${revoked.tokenId}`);
  const unknown = `baton_${'Q'.repeat(43)}`;
  tokens = [member.token, revoked.token, unknown, 'a-token-for-this-spec'];
  for (const token of tokens) await useAndMisuse(token);
});
afterAll(() => api.close());

/** As senders do: rightly, and by writing it where it does not belong. */
async function useAndMisuse(token: string): Promise<void> {
  const headers = { authorization: `Bearer ${token}` };
  await api.post('/v1/leads', { email: `${randomUUID()}@x.example` }, headers);
  await api.get('/v1/me', headers);
  await api.get(`/v1/leads?token=${token}`, headers);
  await api.get(`/v1/leads?access_token=${token}`, { authorization: '' });
  await api.get(`/v1/leads/${token}`, headers);
  await api.get(`/v1/${token}`, headers);
  await api.get('/v1/me', { authorization: `Basic ${token}` });
  await api.post('/v1/leads', { [token]: token }, headers);
  await api.post('/v1/leads', `{"email": "${token}`, { ...headers, 'content-type': 'application/json' });
  await api.post('/v1/members', { id: token, name: 'x', roles: [token] }, headers);
  await api.request('DELETE', `/v1/members/website/tokens/${token}`, undefined, headers);
}

/** Every row of every table as text, as a dump shows it. */
async function dump(): Promise<string> {
  const tables = await api.source.query<{ name: string }[]>(
    `select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
     where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`,
  );
  const rows = await Promise.all(
    tables.map(({ name }) => api.source.query<{ row: string }[]>(`select t::text as row from ${name} as t`)),
  );
  return rows.flatMap((table) => table.map(({ row }) => row)).join('\n');
}

describe('a token', () => {
  it('is in clear in no table', async () => {
    const dumped = await dump();
    // The search finds what is there: a label, a name, and the token's id.
    expect([dumped.includes('zqx-label'), dumped.includes('Zqx the website'), dumped.includes(member.tokenId)]).toEqual([
      true,
      true,
      true,
    ]);
    expect(tokens.filter((token) => dumped.includes(token))).toEqual([]);
  });

  it('would be found by that search', async () => {
    await api.source.query(`update token set label = $1 where token_id = $2`, [member.token, member.tokenId]);
    expect((await dump()).includes(member.token)).toBe(true);
    await api.source.query(`update token set label = 'zqx-label' where token_id = $1`, [member.tokenId]);
  });

  it('is in no line of the log, nor is an authorization header; who asked is', () => {
    const log = api.logged.join('');
    expect([log.includes('"by":"website"'), log.includes('/v1/leads')]).toEqual([true, true]);
    expect(tokens.filter((token) => log.includes(token))).toEqual([]);
    expect(log).not.toMatch(/authorization|bearer/i);
  });

  it('is in no answer but the one that issued it, whatever is asked', async () => {
    const answers = await Promise.all(
      ['/v1/me', '/v1/members', '/v1/members/website/tokens', `/v1/leads?token=${member.token}`, `/v1/${member.token}`].map(
        (url) => api.get(url),
      ),
    );
    expect(answers.filter(({ body }) => JSON.stringify(body).includes(`"${member.token}"`))).toEqual([]);
  });

  it('in a URL opens nothing', async () => {
    for (const name of ['token', 'access_token', 'authorization'])
      expect((await api.get(`/v1/me?${name}=${member.token}`, { authorization: '' })).status).toBe(401);
  });
});
