import { randomUUID } from 'node:crypto';
import { apiUnderTest, sample, type ApiUnderTest, type Reply } from '../../../test/support/api-under-test.js';
import { enrol } from '../../../test/support/enrol.js';
import { roles, type Role } from '../../../libs/persistence/members/member.js';
import { rolesAndRoutes } from './roles-and-routes.js';
import { scopeOf, scopes } from './scopes.js';

type Operation = { 'x-roles'?: Role[]; responses: Record<string, unknown> };

let api: ApiUnderTest;
let operations: Record<string, Operation>;
const headers = {} as Record<Role, Record<string, string>>;
beforeAll(async () => {
  api = await apiUnderTest('roles');
  await api.postYaml('/v1/teams', sample('team'));
  // Ana’s manager, for the one who is a manager.
  const email = 'dana@example.com';
  for (const role of roles) headers[role] = (await enrol(api, { id: idOf(role), roles: [role], repId: 'ana', email })).headers;
  const { body } = await api.get('/openapi.json');
  const paths = body['paths'] as Record<string, Record<string, Operation>>;
  operations = Object.fromEntries(
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation]),
    ),
  );
});
afterAll(() => api.close());

const idOf = (role: Role): string => `a-${role}`;

/** Calls a route with what says nothing: allowed or refused is all that is looked for. */
function call(route: string, as: Record<string, string>, role: Role): Promise<Reply> {
  const [method = '', path = ''] = route.split(' ');
  const url = path
    .replace('{memberId}', idOf(role))
    .replace('{repId}', 'ana')
    .replace(/\{(version|from|to)\}/g, '1')
    .replace(/\{\w+\}/g, () => randomUUID());
  return api.request(method, url, method === 'GET' || method === 'DELETE' ? undefined : {}, as);
}

const routes = Object.keys(rolesAndRoutes);
const guarded = routes.filter((route) => rolesAndRoutes[route] !== 'everybody');

describe('roles and routes', () => {
  it('every route that is documented has its row, and every row its route', () => {
    expect(Object.keys(operations).sort()).toEqual([...routes].sort());
  });

  it('every scope opens something', () => {
    const needed = guarded.map((route) => scopeOf(...(route.split(' ') as [string, string])));
    const subject = (scope: string | null): string | undefined => scope?.split(':')[0];
    expect(new Set(needed.filter((scope) => scope !== null).map(subject))).toEqual(new Set(scopes.map(subject)));
  });

  it.each(guarded)('%s names its roles in the documentation', (route) => {
    expect(operations[route]?.['x-roles']).toEqual(rolesAndRoutes[route]);
    expect(Object.keys(operations[route]?.responses ?? {})).toEqual(expect.arrayContaining(['401', '403']));
  });

  it.each(guarded.flatMap((route) => roles.map((role) => [route, role] as const)))('%s as %s', async (route, role) => {
    const { status, body } = await call(route, headers[role], role);
    if (rolesAndRoutes[route]?.includes(role)) expect({ status, code: body['code'] }).not.toMatchObject({ status: 403 });
    else expect({ status, code: body['code'] }).toEqual({ status: 403, code: 'role.lacking' });
  });

  it.each(guarded)('%s without a token', async (route) => {
    expect((await call(route, { authorization: '' }, 'admin')).body).toMatchObject({ status: 401, code: 'token.missing' });
  });

  it.each(routes.filter((route) => !guarded.includes(route)))('%s is open to everybody', async (route) => {
    expect((await call(route, { authorization: '' }, 'admin')).status).not.toBe(401);
  });
});

describe('a token kept to facts:write and leads:write', () => {
  const keptTo = ['facts:write', 'leads:write'];

  it.each(guarded)('%s', async (route) => {
    const { headers: kept } = await enrol(api, { id: `kept-${randomUUID().slice(0, 8)}`, roles: ['admin'] }, { scopes: keptTo });
    const [method = '', path = ''] = route.split(' ');
    const scope = scopeOf(method, path);
    const { status, body } = await call(route, kept, 'admin');
    if (scope === null || keptTo.includes(scope)) expect(status).not.toBe(403);
    else expect({ status, code: body['code'] }).toEqual({ status: 403, code: 'scope.lacking' });
  });
});
