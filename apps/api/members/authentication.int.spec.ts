import type { DataSource } from 'typeorm';
import { createDataSource } from '../../../libs/persistence/data-source.js';
import { issueToken, revokeToken } from '../../../libs/persistence/members/issue-token.js';
import { addMember } from '../../../libs/persistence/members/save-member.js';
import { testDatabase } from '../../../test/support/stack.js';
import { wayTo } from '../../../test/support/way-to-postgres.js';
import { createAuthentication, type Authentication } from './authentication.js';

const environment = 'the-token-of-the-environment';
let source: DataSource;
let clock = Date.now();
const api = (token = environment): Authentication => createAuthentication({ source, token, now: () => clock });
beforeAll(async () => {
  source = await createDataSource((await testDatabase('authentication')).url).initialize();
});
afterAll(() => source.destroy());

const codeOf = async (bearer: Promise<unknown>): Promise<string> =>
  bearer.then(
    () => 'let in',
    (problem: { code: string }) => problem.code,
  );
const bears = (at: Authentication, token: string): Promise<string> => codeOf(at.bearerOf(`Bearer ${token}`));

async function opsToken(id: string): Promise<{ token: string; tokenId: string }> {
  await addMember(source, { id, name: id, roles: ['ops'], repId: null, email: null, disabled: false }, 'admin');
  const issued = await issueToken(source, { memberId: id, label: 'spec', scopes: null, expiresAt: null }, 'admin');
  if (!issued) throw new Error('no member');
  return issued;
}

describe('the first admin', () => {
  it('is made once, whoever starts at the same time', async () => {
    const apis = Array.from({ length: 5 }, () => api());
    expect(await Promise.all(apis.map((at) => bears(at, environment)))).toEqual(Array(5).fill('let in'));
    expect(await source.query('select id from member')).toEqual([{ id: 'admin' }]);
    expect(await source.query('select label from token')).toEqual([{ label: 'environment' }]);
  });

  it('bears the environment’s token of the newest start only', async () => {
    const later = api('another-token-of-the-environment');
    expect(await bears(later, 'another-token-of-the-environment')).toBe('let in');
    expect(await bears(later, environment)).toBe('token.revoked');
    expect(await bears(api(), environment)).toBe('token.revoked');
  });
});

describe('a bearer who is known', () => {
  it('costs no question for five seconds, and one after', async () => {
    const { token, tokenId } = await opsToken('known');
    const here = api();
    expect(await bears(here, token)).toBe('let in');
    await source.query('delete from token where token_id = $1', [tokenId]);
    clock += 4_999;
    expect(await bears(here, token)).toBe('let in');
    clock += 1;
    expect(await bears(here, token)).toBe('token.missing');
  });

  it('is forgotten here at once, and elsewhere within those seconds', async () => {
    const { token, tokenId } = await opsToken('gone');
    const [here, elsewhere] = [api(), api()];
    expect([await bears(here, token), await bears(elsewhere, token)]).toEqual(['let in', 'let in']);
    await revokeToken(source, 'gone', tokenId, 'admin');
    here.forget();
    expect([await bears(here, token), await bears(elsewhere, token)]).toEqual(['token.revoked', 'let in']);
    clock += 5_000;
    expect(await bears(elsewhere, token)).toBe('token.revoked');
  });

  it('expires though it is known', async () => {
    const { token, tokenId } = await opsToken('brief');
    await source.query('update token set expires_at = $2 where token_id = $1', [tokenId, new Date(clock + 1_000)]);
    const here = api();
    expect(await bears(here, token)).toBe('let in');
    clock += 1_000;
    expect(await bears(here, token)).toBe('token.expired');
  });

  it('stays known while Postgres is away; who was not waits', async () => {
    const [known, stranger] = [await opsToken('steady'), await opsToken('late')];
    const way = await wayTo((source.options as { url: string }).url);
    const away = await createDataSource(way.url).initialize();
    const here = createAuthentication({ source: away, token: 'another-token-of-the-environment', now: () => clock });
    expect(await bears(here, known.token)).toBe('let in');
    way.close();
    clock += 60_000;
    expect(await bears(here, known.token)).toBe('let in');
    await expect(here.bearerOf(`Bearer ${stranger.token}`)).rejects.toThrow(/ECONNREFUSED|Connection terminated/);
    await away.destroy();
  });
});

describe('a token’s last use', () => {
  it('is noted once an hour', async () => {
    const { token, tokenId } = await opsToken('seen');
    const lastUsed = async (): Promise<string> => {
      const [row] = await source.query<{ at: string }[]>('select last_used_at::text as at from token where token_id = $1', [
        tokenId,
      ]);
      return String(row?.at);
    };
    await bears(api(), token);
    const first = await lastUsed();
    await bears(api(), token);
    expect(await lastUsed()).toBe(first);
    await source.query(`update token set last_used_at = now() - interval '61 minutes' where token_id = $1`, [tokenId]);
    await bears(api(), token);
    expect((await lastUsed()) > first).toBe(true);
  });
});
