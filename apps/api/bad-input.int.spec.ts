import { randomUUID } from 'node:crypto';
import { apiUnderTest, expectProblem, type ApiUnderTest } from '../../test/support/api-under-test.js';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await apiUnderTest('bad-input');
});
afterAll(() => api.close());

describe('what can not be read is a problem with place and cure', () => {
  const fact = { id: 'f', kind: 'x', occurredAt: '2026-11-23T09:00:00Z', lead: { email: 'e@x.example' } };

  it('no token, or another', async () => {
    await expectProblem(api.get('/v1/leads/x', { authorization: '' }), 401, 'token.missing');
    await expectProblem(api.post('/v1/leads', {}, { authorization: 'Bearer other' }), 401, 'token.missing');
  });

  it.each([
    ['no JSON', '/v1/leads', '{"email":', 'application/json', 400, 'request.malformed'],
    ['nothing', '/v1/leads', '', 'application/json', 400, 'request.malformed'],
    ['a poisoned key', '/v1/leads', '{"__proto__":{"a":1}}', 'application/json', 400, 'request.malformed'],
    ['a text', '/v1/leads', 'hello', 'text/plain', 415, 'body.unknown_type'],
    ['more than 8 MB', '/v1/facts', ' '.repeat(8 * 1024 * 1024 + 1), 'application/json', 413, 'body.too_large'],
  ])('%s', async (_, url, body, type, status, code) => {
    await expectProblem(api.post(url, body, { 'content-type': type }), status, code);
  });

  it('an unknown route', () => expectProblem(api.get('/v1/prospects'), 404, 'route.unknown'));
  it('a URL that is none', () => expectProblem(api.get('/v1/leads/%zz'), 400, 'request.malformed'));
  it('an id that is none', () => expectProblem(api.get('/v1/leads/eva'), 400, 'request.malformed', 'leadId'));
  it('an unknown query', () =>
    expectProblem(api.get(`/v1/leads/${randomUUID()}/events?since=1`), 400, 'request.malformed', 'since'));

  it.each([
    ['a period that is none', 'per=day', 'per'],
    ['a zone that nobody knows', 'zone=Mars/Olympus', 'zone'],
    ['an end before its beginning', 'from=2026-11-02T00:00:00Z&to=2026-11-01T00:00:00Z', 'to'],
    ['centuries', 'from=2000-01-01T00:00:00Z', 'from'],
  ])('a scorecard of %s', (_, query, place) => expectProblem(api.get(`/v1/scorecard?${query}`), 400, 'request.malformed', place));

  it.each([
    ['an unknown field', { email: 'e@x.example', profil: {} }, 'profil'],
    ['an unknown field deeper down', { email: 'e@x.example', consent: { sms: true } }, 'consent.sms'],
    ['no identity', { profile: {} }, ''],
    ['no address', { email: 'nobody' }, 'email'],
    ['a phone without a country', { phone: '612 345 678' }, 'phone'],
    ['an instant that is none', { email: 'e@x.example', occurredAt: 'yesterday' }, 'occurredAt'],
    ['an instant without a zone', { email: 'e@x.example', occurredAt: '2026-11-23T09:00:00' }, 'occurredAt'],
  ])('a capture with %s', async (_, body, place) => {
    await expectProblem(api.post('/v1/leads', body), 400, 'request.malformed', place);
  });

  it('a batch that is none, or too large', async () => {
    await expectProblem(api.post('/v1/facts', [fact]), 400, 'request.malformed');
    await expectProblem(api.post('/v1/facts', { facts: [] }), 400, 'request.malformed', 'facts');
    await expectProblem(api.post('/v1/facts', { facts: Array(1001).fill(fact) }), 400, 'request.malformed', 'facts');
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
    const { status, body } = await api.post('/v1/facts', { facts });
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

  it('texts that are none, in the identity of one fact: the others are kept', async () => {
    const named = (id: string, lead: object) => ({ ...fact, id, lead });
    const facts = [
      named('kept', { email: 'kept@x.example' }),
      named('nul', { anonymousId: 'v\0' }),
      named('half', { externalId: 'c\ud800' }),
      named('mail', { email: 'e\0@x.example' }),
    ];
    const { status, body } = await api.post('/v1/facts', { facts });
    expect([status, body['accepted']]).toEqual([202, 1]);
    const refused = body['refused'] as { index: number; problem: { path: string } }[];
    expect(refused.map(({ index, problem }) => [index, problem.path])).toEqual([
      [1, 'lead.anonymousId'],
      [2, 'lead.externalId'],
      [3, 'lead.email'],
    ]);
  });

  it.each([
    [`/v1/leads/${randomUUID()}/facts?after=3000000000`, 'after'],
    [`/v1/leads/${randomUUID()}/effects?after=1-%00`, 'after'],
    [`/v1/imports/${randomUUID()}?after=3000000000`, 'after'],
    ['/v1/leads?q=1%00', 'q'],
  ])('%s', (url, place) => expectProblem(api.get(url), 400, 'request.malformed', place));

  it('a capture under the id of another', async () => {
    await api.post('/v1/leads', { id: 'once', email: 'once@x.example' });
    await expectProblem(api.post('/v1/leads', { id: 'once', email: 'other@x.example' }), 409, 'fact.id_reused', 'id');
  });

  it.each([
    ['an unknown kind', { kind: 'adopt' }, 'kind'],
    ['no UUID', { kind: 'retry', id: '1' }, 'id'],
    ['an e-mail as a rep', { kind: 'accept', repId: 'ana@x.example' }, 'repId'],
    ['a misspelt field', { kind: 'accept', repID: 'ana' }, 'repID'],
    ['a note that is no text', { kind: 'accept', repId: 'ana', note: 'a\0b' }, 'note'],
    ['too long a note', { kind: 'accept', repId: 'ana', note: 'x'.repeat(4001) }, 'note'],
    ['another’s field', { kind: 'accept', repId: 'ana', reason: 'not-now' }, 'reason'],
  ])('a command with %s', (_, body, place) =>
    expectProblem(api.post(`/v1/leads/${randomUUID()}/commands`, { id: randomUUID(), ...body }), 400, 'request.malformed', place),
  );

  it('a lead nobody knows: captured is how it begins', async () => {
    const unknown = `/v1/leads/${randomUUID()}`;
    const retry = { id: randomUUID(), kind: 'retry' };
    for (const reply of [
      api.get(unknown),
      api.get(`${unknown}/events`),
      api.get(`${unknown}/facts`),
      api.get(`${unknown}/score`),
      api.get(`${unknown}/dossier`),
    ])
      await expectProblem(reply, 404, 'lead.unknown');
    await expectProblem(api.post(`${unknown}/commands`, retry), 404, 'lead.unknown');
    expect((await api.get(unknown)).body['detail']).toContain('POST /v1/leads');
  });
});

it('no log line bears anything that a sender wrote', async () => {
  await api.post('/v1/leads?secret=planted-value', { email: 'planted-value@x.example', profile: { name: 'planted-value' } });
  expect(api.logged.length).toBeGreaterThan(0);
  expect(api.logged.filter((line) => line.includes('planted-value') || line.includes('@x.example'))).toEqual([]);
});
