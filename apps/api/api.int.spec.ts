import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pino from 'pino';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../libs/persistence/data-source.js';
import { takeTurn } from '../../libs/persistence/turn/take-turn.js';
import { createLog } from '../../libs/process/log.js';
import { NoAnswer } from '../../libs/temporal/no-answer.js';
import { testDatabase } from '../../test/support/stack.js';
import type { ApiParts } from './api-parts.js';
import { createApi } from './create-api.js';
import { problemSchema } from './open-api.js';
import * as schemas from './leads/lead.schemas.js';

const token = 'a-token-for-this-spec';
const logged: string[] = [];
let source: DataSource;
let api: NestFastifyApplication;
let turn = Date.now();

/** Stands in for Temporal alone: the command goes straight into a real turn. */
const client: ApiParts['client'] = {
  ping: () => (temporalIsAway ? Promise.reject(new NoAnswer('UNAVAILABLE')) : Promise.resolve()),
  command: async (leadId, command) => {
    if (temporalIsAway) throw new NoAnswer('UNAVAILABLE');
    turn += 1;
    const input = { kind: 'command', at: turn, command } as const;
    const { answers } = await takeTurn(source, {
      leadId,
      state: null,
      inputs: [{ kind: 'open', at: turn }, input],
      number: turn,
    });
    return answers[0]!;
  },
};
let temporalIsAway = false;

beforeAll(async () => {
  source = await createDataSource((await testDatabase('api')).url).initialize();
  const log = createLog('api', 'info', { write: (line: string) => void logged.push(line) } as pino.DestinationStream);
  api = await createApi({ source, client, log, token, now: () => Date.now() });
});
afterAll(async () => {
  await api.close();
  await source.destroy();
});

interface Reply {
  status: number;
  type: string;
  headers: Record<string, unknown>;
  body: Record<string, unknown>;
}

async function send(method: 'GET' | 'POST', url: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply> {
  const json = typeof body === 'string' ? {} : { 'content-type': 'application/json' };
  const reply = await api
    .getHttpAdapter()
    .getInstance()
    .inject({
      method,
      url,
      headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : json), ...headers },
      payload: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
    });
  const type = String(reply.headers['content-type']);
  return { status: reply.statusCode, type, headers: reply.headers, body: type.includes('json') ? reply.json() : {} };
}
const get = (url: string): Promise<Reply> => send('GET', url);
const post = (url: string, body: unknown, headers?: Record<string, string>): Promise<Reply> => send('POST', url, body, headers);
const putYaml = (url: string, yaml: string): Promise<Reply> => post(url, yaml, { 'content-type': 'application/yaml' });

async function capture(email: string): Promise<string> {
  return (await post('/v1/leads', { email })).body['leadId'] as string;
}

async function expectProblem(reply: Promise<Reply>, status: number, code: string, place?: string): Promise<void> {
  const { status: got, type, body } = await reply;
  expect({ got, type, code: body['code'] }).toEqual({
    got: status,
    type: expect.stringContaining('application/problem+json'),
    code,
  });
  const problem = problemSchema.parse(body);
  expect(problem.detail).toMatch(/\w/);
  if (place !== undefined) expect(problem.problems?.map(({ path }) => path)).toContain(place);
  for (const { cure } of problem.problems ?? []) expect(cure).toMatch(/\w/);
}

describe('what can not be read is a problem with place and cure', () => {
  const fact = { id: 'f', kind: 'x', occurredAt: '2026-11-23T09:00:00Z', lead: { email: 'e@x.example' } };

  it('no token, or another', async () => {
    await expectProblem(send('GET', '/v1/leads/x', undefined, { authorization: '' }), 401, 'token.missing');
    await expectProblem(post('/v1/leads', {}, { authorization: 'Bearer other' }), 401, 'token.missing');
  });

  it.each([
    ['no JSON', '/v1/leads', '{"email":', 'application/json', 400, 'request.malformed'],
    ['nothing', '/v1/leads', '', 'application/json', 400, 'request.malformed'],
    ['a poisoned key', '/v1/leads', '{"__proto__":{"a":1}}', 'application/json', 400, 'request.malformed'],
    ['a text', '/v1/leads', 'hello', 'text/plain', 415, 'body.unknown_type'],
    ['more than 8 MB', '/v1/facts', ' '.repeat(8 * 1024 * 1024 + 1), 'application/json', 413, 'body.too_large'],
  ])('%s', async (_, url, body, type, status, code) => {
    await expectProblem(post(url, body, { 'content-type': type }), status, code);
  });

  it('an unknown route', () => expectProblem(get('/v1/prospects'), 404, 'route.unknown'));
  it('a URL that is none', () => expectProblem(get('/v1/leads/%zz'), 400, 'request.malformed'));
  it('an id that is none', () => expectProblem(get('/v1/leads/eva'), 400, 'request.malformed', 'leadId'));
  it('an unknown query', () => expectProblem(get(`/v1/leads/${randomUUID()}/events?since=1`), 400, 'request.malformed', 'since'));

  it.each([
    ['an unknown field', { email: 'e@x.example', profil: {} }, 'profil'],
    ['an unknown field deeper down', { email: 'e@x.example', consent: { sms: true } }, 'consent.sms'],
    ['no identity', { profile: {} }, ''],
    ['no address', { email: 'nobody' }, 'email'],
    ['a phone without a country', { phone: '612 345 678' }, 'phone'],
    ['an instant that is none', { email: 'e@x.example', occurredAt: 'yesterday' }, 'occurredAt'],
    ['an instant without a zone', { email: 'e@x.example', occurredAt: '2026-11-23T09:00:00' }, 'occurredAt'],
  ])('a capture with %s', async (_, body, place) => {
    await expectProblem(post('/v1/leads', body), 400, 'request.malformed', place);
  });

  it('a batch that is none, or too large', async () => {
    await expectProblem(post('/v1/facts', [fact]), 400, 'request.malformed');
    await expectProblem(post('/v1/facts', { facts: [] }), 400, 'request.malformed', 'facts');
    await expectProblem(post('/v1/facts', { facts: Array(1001).fill(fact) }), 400, 'request.malformed', 'facts');
  });

  it('bad facts of a batch, each by its place; the good ones are kept', async () => {
    const good = { ...fact, id: 'good' };
    const facts = [
      { ...fact, id: 'late', occurredAt: '2099-01-01T00:00:00Z' },
      good,
      { ...good, kind: 'y' },
      { ...fact, dta: {} },
      7,
    ];
    const { status, body } = await post('/v1/facts', { facts });
    expect(status).toBe(202);
    expect(body).toMatchObject({ accepted: 1, duplicates: 0 });
    const refused = body['refused'] as { index: number; problem: { code: string; path: string; cure: string } }[];
    expect(refused.map(({ index, problem }) => [index, problem.code, problem.path])).toEqual([
      [0, 'fact.malformed', 'occurredAt'],
      [2, 'fact.id_reused', 'id'],
      [3, 'fact.malformed', 'dta'],
      [4, 'fact.malformed', ''],
    ]);
  });

  it('a capture under the id of another', async () => {
    await post('/v1/leads', { id: 'once', email: 'once@x.example' });
    await expectProblem(post('/v1/leads', { id: 'once', email: 'other@x.example' }), 409, 'fact.id_reused', 'id');
  });

  it.each([
    ['an unknown kind', { kind: 'adopt' }, 'kind'],
    ['no UUID', { kind: 'retry', id: '1' }, 'id'],
    ['an e-mail as a rep', { kind: 'accept', repId: 'ana@x.example' }, 'repId'],
    ['a misspelt field', { kind: 'accept', repID: 'ana' }, 'repID'],
    ['too long a note', { kind: 'accept', repId: 'ana', note: 'x'.repeat(4001) }, 'note'],
    ['another’s field', { kind: 'accept', repId: 'ana', reason: 'not-now' }, 'reason'],
  ])('a command with %s', (_, body, place) =>
    expectProblem(post(`/v1/leads/${randomUUID()}/commands`, { id: randomUUID(), ...body }), 400, 'request.malformed', place),
  );

  it('a lead nobody knows: captured is how it begins', async () => {
    const unknown = `/v1/leads/${randomUUID()}`;
    const retry = { id: randomUUID(), kind: 'retry' };
    for (const reply of [
      get(unknown),
      get(`${unknown}/events`),
      get(`${unknown}/facts`),
      get(`${unknown}/score`),
      get(`${unknown}/dossier`),
    ])
      await expectProblem(reply, 404, 'lead.unknown');
    await expectProblem(post(`${unknown}/commands`, retry), 404, 'lead.unknown');
    expect((await get(unknown)).body['detail']).toContain('POST /v1/leads');
  });
});

describe('before an agreement is in force', () => {
  it('a captured lead waits, and says for what', async () => {
    const { status, body } = await get(`/v1/leads/${await capture('waits@x.example')}`);
    expect(status).toBe(200);
    expect(schemas.leadView.parse(body)).toMatchObject({
      stage: 'inquiry',
      turn: 0,
      note: expect.stringContaining('/v1/agreements') as string,
    });
  });

  it('there is none to read, and none without a team', async () => {
    await expectProblem(get('/v1/agreements/current'), 404, 'agreement.none');
    await expectProblem(get('/v1/teams/current'), 404, 'team.none');
    await expectProblem(putYaml('/v1/agreements', sample('agreement')), 409, 'agreement.no_team');
  });
});

describe('agreements and teams', () => {
  it('come into force, once', async () => {
    const first = await putYaml('/v1/teams', sample('team'));
    expect([first.status, first.body]).toEqual([201, { version: 1, name: 'inbound-team' }]);
    expect((await putYaml('/v1/agreements', sample('agreement'))).status).toBe(201);
    const again = await putYaml('/v1/agreements', sample('agreement'));
    expect([again.status, again.body]).toEqual([200, { version: 1, name: 'saas-inbound' }]);
    expect((await get('/v1/agreements/current')).body).toMatchObject({ version: 1, document: { agreement: 'saas-inbound' } });
  });

  it('may be JSON: the same document is the same version', async () => {
    const { document } = (await get('/v1/teams/current')).body;
    const again = await post('/v1/teams', document);
    expect([again.status, again.body]).toEqual([200, { version: 1, name: 'inbound-team' }]);
  });

  it.each([
    ['a signal nobody defines', (yaml: string) => yaml.replace('signal: pricing,', 'signal: princing,')],
    ['a negative half-life', (yaml: string) => yaml.replace('halfLife: 7d', 'halfLife: -7d')],
    ['a YAML 1.1 trap', (yaml: string) => `${yaml}\nreopen: NO\n`],
    ['a clause not built yet', (yaml: string) => `${yaml}\npromises: []\n`],
  ])('with %s are refused with every place, and nothing is stored', async (_, spoil) => {
    const spoilt = spoil(sample('agreement'));
    expect(spoilt).not.toBe(sample('agreement'));
    await expectProblem(putYaml('/v1/agreements', spoilt), 422, 'agreement.problems');
    expect((await get('/v1/agreements/current')).body['version']).toBe(1);
  });

  it('with an unknown zone are refused', () =>
    expectProblem(
      putYaml('/v1/teams', sample('team').replace(/zone: \S+?(?=[ ,}\n])/, 'zone: Europe/Atlantis')),
      422,
      'team.problems',
    ));
});

describe('a lead, once an agreement is in force', () => {
  const ask = (leadId: string, command: Record<string, unknown>): Promise<Reply> => post(`/v1/leads/${leadId}/commands`, command);

  it('reads as its schema says, before and after its first turn', async () => {
    const leadId = await capture('reads@x.example');
    expect(schemas.leadView.parse((await get(`/v1/leads/${leadId}`)).body)).toMatchObject({
      turn: 0,
      assessment: { band: 'cold' },
    });
    await ask(leadId, { id: randomUUID(), kind: 'retry' });
    const { body } = await get(`/v1/leads/${leadId}`);
    expect(schemas.leadView.parse(body)).toMatchObject({ stage: 'nurturing', agreementVersion: 1, teamVersion: 1 });
    expect(schemas.eventPage.parse((await get(`/v1/leads/${leadId}/events`)).body).events.length).toBeGreaterThan(0);
    expect(schemas.factPage.parse((await get(`/v1/leads/${leadId}/facts`)).body).facts).toHaveLength(1);
    expect(schemas.scoreView.parse((await get(`/v1/leads/${leadId}/score`)).body).assessment.band).toBe('cold');
    await expectProblem(get(`/v1/leads/${leadId}/dossier`), 404, 'dossier.none');
  });

  it('is handed off, accepted and refused; the dossier is read as it was frozen', async () => {
    const leadId = await handedOff('hot@x.example');
    const lead = schemas.leadView.parse((await get(`/v1/leads/${leadId}`)).body);
    expect(lead).toMatchObject({ stage: 'marketing_qualified', handOffs: 1, repId: expect.any(String) as string });
    expect(lead.clocks.every(({ msLeft }) => msLeft > 0)).toBe(true);
    const dossier = schemas.dossierView.parse((await get(`/v1/leads/${leadId}/dossier`)).body);
    expect(dossier.score.reasons.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(
      dossier.score.fit + dossier.score.engagement,
    );
    await expectProblem(get(`/v1/leads/${leadId}/dossier?handOff=2`), 404, 'dossier.none');

    const another = lead.repId === 'ana' ? 'ben' : 'ana';
    await expectProblem(ask(leadId, { id: randomUUID(), kind: 'accept', repId: another }), 409, 'lead.held_by_another');
    const accept = { id: randomUUID(), kind: 'accept', repId: lead.repId };
    const accepted = await ask(leadId, accept);
    expect([accepted.status, accepted.body]).toMatchObject([200, { applied: true, lead: { stage: 'sales_accepted' } }]);
    expect((await ask(leadId, accept)).body).toEqual(accepted.body);
    await expectProblem(ask(leadId, { ...accept, note: 'again' }), 409, 'command.id_reused');
  });

  it('pages through its events', async () => {
    const leadId = await handedOff('pages@x.example');
    const all = schemas.eventPage.parse((await get(`/v1/leads/${leadId}/events?limit=1000`)).body);
    const ids: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const page = schemas.eventPage.parse((await get(`/v1/leads/${leadId}/events?limit=2${next && `&after=${next}`}`)).body);
      ids.push(...page.events.map(({ id }) => id));
      next = page.next;
    }
    expect(ids).toEqual(all.events.map(({ id }) => id));
  });

  it('scores at an instant of the past by what was known then', async () => {
    const leadId = await capture('past@x.example');
    const { receivedAt } = schemas.factPage.parse((await get(`/v1/leads/${leadId}/facts`)).body).facts[0]!;
    await post('/v1/facts', { facts: [demo('past@x.example')] });
    const score = async (at: string): Promise<number> =>
      schemas.scoreView.parse((await get(`/v1/leads/${leadId}/score?at=${encodeURIComponent(at)}`)).body).assessment.engagement;
    expect(await score(receivedAt)).toBe(0);
    expect(await score(new Date(Date.now() + 1000).toISOString())).toBeGreaterThan(0);
    await expectProblem(get(`/v1/leads/${leadId}/score?at=2020-01-01T00:00:00Z`), 404, 'score.none');
  });

  it('that was joined to another says to which', async () => {
    const leadId = await capture('joined@x.example');
    await post('/v1/facts', { facts: [{ ...demo(''), lead: { anonymousId: 'visitor' } }] });
    const [visitor] = await source.query<{ lead_id: string }[]>(`select lead_id from lead_identity where value = 'visitor'`);
    await post('/v1/leads', { email: 'joined@x.example', anonymousId: 'visitor' });
    await expectProblem(ask(visitor!.lead_id, { id: randomUUID(), kind: 'retry' }), 409, 'lead.merged');
    expect((await get(`/v1/leads/${visitor!.lead_id}`)).body).toMatchObject({ stage: 'merged', mergedIntoLeadId: leadId });
  });

  const demo = (email: string): Record<string, unknown> => ({
    id: randomUUID(),
    kind: 'form_submitted',
    occurredAt: new Date().toISOString(),
    lead: { email },
    data: { form: 'demo' },
  });

  async function handedOff(email: string): Promise<string> {
    const profile = { name: 'Eva Ruiz', country: 'ES', company: { name: 'Acme', employees: 120 } };
    const { leadId } = (await post('/v1/leads', { email, profile, consent: { email: true } })).body as { leadId: string };
    await post('/v1/facts', { facts: [demo(email)] });
    await ask(leadId, { id: randomUUID(), kind: 'retry' });
    return leadId;
  }
});

describe('when Temporal is away', () => {
  beforeAll(() => (temporalIsAway = true));
  afterAll(() => (temporalIsAway = false));

  it('commands wait with Retry-After, stored; captures go on; /readyz says which part', async () => {
    const leadId = await capture('away@x.example');
    const reply = await post(`/v1/leads/${leadId}/commands`, { id: randomUUID(), kind: 'retry' });
    await expectProblem(Promise.resolve(reply), 503, 'lead.no_answer');
    expect(reply.headers['retry-after']).toBe('1');
    await expectProblem(get('/readyz'), 503, 'temporal.away');
    expect((await get('/healthz')).status).toBe(200);
  });
});

describe('documentation', () => {
  it('is OpenAPI 3.1, open to all, with the problems of every route', async () => {
    const { body } = await send('GET', '/openapi.json', undefined, { authorization: '' });
    expect(body['openapi']).toBe('3.1.0');
    const paths = body['paths'] as Record<string, Record<string, { responses: Record<string, { content?: object }> }>>;
    for (const [path, methods] of Object.entries(paths)) {
      if (path.endsWith('z') || path.endsWith('.json')) continue;
      for (const { responses } of Object.values(methods))
        expect(Object.keys(responses['401']?.content ?? {})).toEqual(['application/problem+json']);
    }
    const pages = await send('GET', '/docs', undefined, { authorization: '' });
    expect([pages.status, pages.type]).toEqual([200, expect.stringContaining('text/html')]);
  });

  it('refers to nothing that is not there', async () => {
    const { body } = await get('/openapi.json');
    const refs = [...JSON.stringify(body).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name);
    const { schemas: known } = body['components'] as { schemas: Record<string, unknown> };
    expect(refs.filter((name) => !(name! in known))).toEqual([]);
    expect(refs.length).toBeGreaterThan(10);
  });
});

it('no log line bears anything that a sender wrote', async () => {
  await post('/v1/leads?secret=planted-value', { email: 'planted-value@x.example', profile: { name: 'planted-value' } });
  expect(logged.length).toBeGreaterThan(0);
  expect(logged.filter((line) => line.includes('planted-value') || line.includes('@x.example'))).toEqual([]);
});

function sample(what: 'agreement' | 'team'): string {
  return readFileSync(`examples/saas-inbound/${what}.yaml`, 'utf8');
}
