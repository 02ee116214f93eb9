import { randomUUID } from 'node:crypto';
import { apiUnderTest, expectProblem, sample, type ApiUnderTest } from '../../../test/support/api-under-test.js';
import { enrol } from '../../../test/support/enrol.js';
import * as schemas from './members.schemas.js';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await apiUnderTest('members');
});
afterAll(() => api.close());

const change = (id: string, body: object, headers?: Record<string, string>) =>
  api.request('PATCH', `/v1/members/${id}`, body, headers);
const meAs = (headers: Record<string, string>) => api.get('/v1/me', headers);

describe('the first start', () => {
  it('makes one admin, whose token is the environment’s', async () => {
    expect(schemas.me.parse((await api.get('/v1/me')).body)).toEqual({
      id: 'admin',
      roles: ['admin'],
      repId: null,
      reps: null,
      scopes: null,
      expiresAt: null,
    });
    const { members } = schemas.memberPage.parse((await api.get('/v1/members')).body);
    expect(members).toMatchObject([{ id: 'admin', roles: ['admin'], changedBy: null }]);
    const { tokens } = schemas.tokenList.parse((await api.get('/v1/members/admin/tokens')).body);
    expect(tokens).toMatchObject([{ label: 'environment', createdBy: null, revokedAt: null }]);
  });
});

describe('a member', () => {
  it('is added by an admin, who is noted, and is what the token says', async () => {
    await api.postYaml('/v1/teams', sample('team'));
    const ana = await enrol(api, { id: 'ana', name: 'Ana Ruiz', roles: ['rep'], repId: 'ana' });
    expect(schemas.me.parse((await meAs(ana.headers)).body)).toMatchObject({ id: 'ana', repId: 'ana', reps: ['ana'] });
    const { members } = schemas.memberPage.parse((await api.get('/v1/members?after=admin&limit=1')).body);
    expect(members).toMatchObject([{ id: 'ana', name: 'Ana Ruiz', changedBy: 'admin' }]);
    await expectProblem(api.post('/v1/members', { id: 'ana', name: 'Other', roles: ['ops'] }), 409, 'member.id_taken');
  });

  it.each([
    ['an unknown role', { roles: ['boss'] }, 'roles.0'],
    ['no role', { roles: [] }, 'roles'],
    ['an id that is an address', { id: 'bad@x.example' }, 'id'],
    ['no address', { email: 'nobody' }, 'email'],
    ['a rep the team does not have', { roles: ['rep'], repId: 'anna' }, 'repId'],
    ['the role rep, and nobody in the team', { roles: ['rep'] }, 'repId'],
    ['a field nobody knows', { role: 'ops' }, 'role'],
  ])('is refused with %s', async (_, wrong, place) => {
    await expectProblem(
      api.post('/v1/members', { id: 'bad', name: 'Bad', roles: ['ops'], ...wrong }),
      400,
      'request.malformed',
      place,
    );
  });

  it('has its roles changed at once', async () => {
    const nina = await enrol(api, { id: 'nina', roles: ['marketing'] });
    await expectProblem(api.get('/v1/stuck', nina.headers), 403, 'role.lacking');
    expect((await change('nina', { roles: ['marketing', 'ops'] })).body).toMatchObject({ roles: ['marketing', 'ops'] });
    expect((await api.get('/v1/stuck', nina.headers)).status).toBe(200);
    await expectProblem(change('nina', { roles: ['rep'] }), 400, 'request.malformed', 'repId');
    await expectProblem(change('nobody', { disabled: true }), 404, 'member.unknown');
  });

  it('is logged with what it was refused', async () => {
    const nosy = await enrol(api, { id: 'nosy', roles: ['marketing'] });
    await expectProblem(api.get('/v1/members', nosy.headers), 403, 'role.lacking');
    expect(api.logged.map((line) => JSON.parse(line) as object)).toContainEqual(
      expect.objectContaining({ by: 'nosy', route: '/v1/members', status: 403 }),
    );
  });

  it('may do nothing when disabled, and all again when enabled', async () => {
    const omar = await enrol(api, { id: 'omar', roles: ['ops'] });
    expect((await change('omar', { disabled: true })).body).toMatchObject({ disabledAt: expect.any(String) as string });
    await expectProblem(meAs(omar.headers), 403, 'member.disabled');
    await change('omar', { disabled: false });
    expect((await meAs(omar.headers)).status).toBe(200);
  });
});

describe('a rep who has left the team', () => {
  it('can be disabled and renamed, and is enabled again only as somebody in the team', async () => {
    const cleo = await enrol(api, { id: 'cleo', roles: ['rep'], repId: 'cleo' });
    const left = sample('team').replaceAll(/\bcleo\b/g, 'clea');
    expect((await api.postYaml('/v1/teams', left)).status).toBe(201);
    expect((await change('cleo', { name: 'Cleo, who left' })).status).toBe(200);
    expect((await change('cleo', { disabled: true })).body).toMatchObject({ disabledAt: expect.any(String) as string });
    await expectProblem(meAs(cleo.headers), 403, 'member.disabled');
    await expectProblem(change('cleo', { disabled: false }), 400, 'request.malformed', 'repId');
    expect((await change('cleo', { disabled: false, repId: 'clea' })).body).toMatchObject({ repId: 'clea', disabledAt: null });
    await api.postYaml('/v1/teams', sample('team'));
  });
});

describe('many changes at once', () => {
  it('wait for each other, and none for a connection that another holds', async () => {
    await enrol(api, { id: 'busy', roles: ['rep'], repId: 'ana' });
    const replies = await Promise.all(Array.from({ length: 30 }, () => change('busy', { roles: ['rep'], repId: 'ana' })));
    expect(replies.map(({ status }) => status)).toEqual(Array(30).fill(200));
  });
});

describe('the last admin', () => {
  it('stays one: neither disabled nor made something else', async () => {
    await expectProblem(change('admin', { disabled: true }), 409, 'member.last_admin');
    await expectProblem(change('admin', { roles: ['ops'] }), 409, 'member.last_admin');
    expect((await meAs({})).body).toMatchObject({ id: 'admin', roles: ['admin'] });
  });

  it('is one of two who disable each other at once', async () => {
    const eve = await enrol(api, { id: 'eve', roles: ['admin'] });
    const replies = await Promise.all([change('eve', { disabled: true }), change('admin', { disabled: true }, eve.headers)]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { members } = schemas.memberPage.parse((await api.get('/v1/members', await stillAdmin(eve.headers))).body);
    expect(members.filter(({ roles, disabledAt }) => roles.includes('admin') && disabledAt === null)).toHaveLength(1);
  });

  /** Whoever of the two is left; and the first is let in again. */
  async function stillAdmin(eve: Record<string, string>): Promise<Record<string, string>> {
    if ((await meAs({})).status === 200) return {};
    await change('admin', { disabled: false }, eve);
    await change('eve', { disabled: true });
    return {};
  }
});

describe('a token', () => {
  const tokens = async (id: string) => schemas.tokenList.parse((await api.get(`/v1/members/${id}/tokens`)).body).tokens;

  it('is told once, kept to its scopes, and listed without itself', async () => {
    const issued = await enrol(api, { id: 'website', roles: ['marketing'] }, { scopes: ['facts:write'] });
    expect(issued.token).toMatch(/^baton_[\w-]{43}$/);
    await expectProblem(api.get('/v1/leads', issued.headers), 403, 'scope.lacking');
    expect((await meAs(issued.headers)).body).toMatchObject({ id: 'website', scopes: ['facts:write'] });
    expect(await tokens('website')).toMatchObject([
      { tokenId: issued.tokenId, scopes: ['facts:write'], createdBy: 'admin', lastUsedAt: expect.any(String) as string },
    ]);
    expect(JSON.stringify(await tokens('website'))).not.toContain(issued.token);
  });

  it('is revoked at once; safe to repeat', async () => {
    const issued = await enrol(api, { id: 'leaky', roles: ['ops'] });
    expect((await meAs(issued.headers)).status).toBe(200);
    const url = `/v1/members/leaky/tokens/${issued.tokenId}`;
    expect((await api.request('DELETE', url)).status).toBe(204);
    await expectProblem(meAs(issued.headers), 401, 'token.revoked');
    expect((await api.request('DELETE', url)).status).toBe(204);
    expect(await tokens('leaky')).toMatchObject([{ revokedBy: 'admin' }]);
    await expectProblem(api.request('DELETE', `/v1/members/leaky/tokens/${randomUUID()}`), 404, 'token.unknown');
  });

  it('may be revoked by its own member, and by no other', async () => {
    const [own, other] = [
      await enrol(api, { id: 'own', roles: ['marketing'] }),
      await enrol(api, { id: 'other', roles: ['sales'] }),
    ];
    const url = `/v1/members/own/tokens/${own.tokenId}`;
    await expectProblem(api.request('DELETE', url, undefined, other.headers), 403, 'member.not_you');
    await expectProblem(api.get('/v1/members/own/tokens', other.headers), 403, 'member.not_you');
    expect((await api.request('DELETE', url, undefined, own.headers)).status).toBe(204);
    await expectProblem(meAs(own.headers), 401, 'token.revoked');
  });

  it('expires', async () => {
    const brief = await enrol(
      api,
      { id: 'brief', roles: ['ops'] },
      { expiresAt: new Date(Date.now() + 3_600_000).toISOString() },
    );
    expect((await meAs(brief.headers)).body).toMatchObject({ expiresAt: expect.any(String) as string });
    await api.source.query(`update token set expires_at = now() - interval '1 second' where token_id = $1`, [brief.tokenId]);
    await change('brief', { name: 'Brief' }); // what this API knew of it is forgotten
    await expectProblem(meAs(brief.headers), 401, 'token.expired');
  });

  it.each([
    ['an unknown scope', { scopes: ['facts:all'] }],
    ['no scope', { scopes: [] }],
    ['a past expiry', { expiresAt: '2020-01-01T00:00:00Z' }],
    ['a label that is none', { label: 'Ana Ruiz' }],
  ])('is refused with %s', async (_, wrong) => {
    await expectProblem(api.post('/v1/members/admin/tokens', { label: 'x', ...wrong }), 400, 'request.malformed');
  });

  it('is not issued to nobody', () =>
    expectProblem(api.post('/v1/members/nobody/tokens', { label: 'x' }), 404, 'member.unknown'));

  it.each([
    ['another scheme', 'Basic YWRtaW46YWRtaW4='],
    ['two words', 'Bearer a b'],
    ['a token nobody issued', `Bearer baton_${'A'.repeat(43)}`],
  ])('is missing with %s', (_, authorization) => expectProblem(meAs({ authorization }), 401, 'token.missing'));
});
