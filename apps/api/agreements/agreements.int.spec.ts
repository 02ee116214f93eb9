import type { z } from 'zod';
import { apiUnderTest, expectProblem, sample, type ApiUnderTest, type Reply } from '../../../test/support/api-under-test.js';
import { leadView } from '../leads/lead.schemas.js';
import { checkReport, diffView, versionList, versionView } from './agreements.schemas.js';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await apiUnderTest('agreements');
});
afterAll(() => api.close());

async function capture(email: string): Promise<string> {
  return (await api.post('/v1/leads', { email })).body['leadId'] as string;
}

describe('before an agreement is in force', () => {
  it('a captured lead waits, and says for what', async () => {
    const { status, body } = await api.get(`/v1/leads/${await capture('waits@x.example')}`);
    expect(status).toBe(200);
    expect(leadView.parse(body)).toMatchObject({
      stage: 'inquiry',
      turn: 0,
      note: expect.stringContaining('/v1/agreements') as string,
    });
  });

  it('there is none to read, and none without a team', async () => {
    await expectProblem(api.get('/v1/agreements/current'), 404, 'agreement.none');
    await expectProblem(api.get('/v1/teams/current'), 404, 'team.none');
    const { marketing } = await api.enrolHeads();
    await expectProblem(api.postYaml('/v1/agreements', sample('agreement'), marketing), 409, 'agreement.no_team');
    await expectProblem(api.postYaml('/v1/agreements/check', sample('agreement')), 409, 'agreement.no_team');
  });
});

describe('teams and agreements', () => {
  it('a team comes into force, once', async () => {
    const first = await api.postYaml('/v1/teams', sample('team'));
    expect([first.status, first.body]).toEqual([201, { version: 1, name: 'inbound-team' }]);
    const { document } = (await api.get('/v1/teams/current')).body;
    const again = await api.post('/v1/teams', document);
    expect([again.status, again.body]).toEqual([200, { version: 1, name: 'inbound-team' }]);
  });

  it('an agreement, when both have signed it; the very same is not drafted again', async () => {
    expect(await api.putInForce(sample('agreement'))).toBe(1);
    const { marketing } = await api.enrolHeads();
    const again = await api.postYaml('/v1/agreements', sample('agreement'), marketing);
    expect([again.status, again.body]).toEqual([200, expect.objectContaining({ version: 1, state: 'inForce' })]);
    expect((await api.get('/v1/agreements/current')).body).toMatchObject({ version: 1, document: { agreement: 'saas-inbound' } });
  });

  it.each([
    ['a signal nobody defines', (yaml: string) => yaml.replace('signal: pricing,', 'signal: princing,')],
    ['a negative half-life', (yaml: string) => yaml.replace('halfLife: 7d', 'halfLife: -7d')],
    ['a YAML 1.1 trap', (yaml: string) => `${yaml}\nreopen: NO\n`],
    ['a clause that is none', (yaml: string) => `${yaml}\nclauses: []\n`],
    ['a pool that the team has not', (yaml: string) => yaml.replaceAll('pool: sdr', 'pool: nobody')],
    ['nothing in it', () => 'agreement: hollow\n'],
    [
      'aliases of aliases',
      () =>
        `a: &a [x]\n${Array.from({ length: 60 }, (_, n) => `b${n}: &b${n} [*a, *a, ${n > 0 ? `*b${n - 1}, *b${n - 1}` : '*a'}]`).join('\n')}`,
    ],
    ['more than 1 MB', (yaml: string) => `${yaml}# ${'x'.repeat(1_000_000)}\n`],
  ])('with %s are refused with every place, checked or drafted, and nothing is stored', async (_, spoil) => {
    const spoilt = spoil(sample('agreement'));
    expect(spoilt).not.toBe(sample('agreement'));
    await expectProblem(api.postYaml('/v1/agreements', spoilt), 422, 'agreement.problems');
    const { status, body } = await api.postYaml('/v1/agreements/check', spoilt);
    const { ok, problems } = checkReport.parse(body);
    expect([status, ok, problems.length > 0]).toEqual([200, false, true]);
    expect((await api.get('/v1/agreements')).body['versions']).toHaveLength(1);
  });

  it('of 10 MB are refused unread', async () => {
    const reply = api.postYaml('/v1/agreements', 'x'.repeat(10_000_000));
    await expectProblem(reply, 413, 'body.too_large');
    expect((await reply).body['detail']).toContain('at most 1 MB');
  });

  it('a team with an unknown zone, or without what the agreement cites, is refused', async () => {
    const elsewhere = sample('team').replace(/zone: \S+?(?=[ ,}\n])/, 'zone: Europe/Atlantis');
    await expectProblem(api.postYaml('/v1/teams', elsewhere), 422, 'team.problems');
    await expectProblem(api.postYaml('/v1/teams', sample('team').replaceAll('welcome-1', 'welcome-9')), 422, 'team.problems');
  });
});

describe('a version’s life', () => {
  const changed = (atMost: number): string => sample('agreement').replace('atMost: 3, counts', `atMost: ${atMost}, counts`);
  let marketing: Record<string, string>;
  let sales: Record<string, string>;
  beforeAll(async () => ({ marketing, sales } = await api.enrolHeads()));

  async function draft(yaml: string): Promise<z.infer<typeof versionView>> {
    const { status, body } = await api.postYaml('/v1/agreements', yaml, marketing);
    expect(status).toBe(201);
    return versionView.parse(body);
  }
  async function proposal(yaml: string, body: object = {}): Promise<z.infer<typeof versionView>> {
    const { version } = await draft(yaml);
    const reply = await api.post(`/v1/agreements/${version}/propose`, body, marketing);
    expect(reply.status).toBe(200);
    return versionView.parse(reply.body);
  }
  const sign = (version: number, hash: string, headers: Record<string, string>): Promise<Reply> =>
    api.post(`/v1/agreements/${version}/signatures`, { hash }, headers);
  const current = async (): Promise<unknown> => (await api.get('/v1/agreements/current')).body['version'];

  it('is read before it is signed: what is wrong, what it changes, and who must sign that', async () => {
    const report = checkReport.parse((await api.postYaml('/v1/agreements/check', changed(4), marketing)).body);
    expect(report).toMatchObject({ ok: true, problems: [], changes: [{ clause: 'recycle.atMost', part: 'recycle' }] });
    expect(report.mustSign.map(({ side }) => side)).toEqual(['marketing', 'sales']);
    const { version, mustSign, state } = await draft(changed(4));
    expect([state, mustSign.map(({ side, parts, signed }) => [side, parts, signed])]).toEqual([
      'draft',
      [
        ['marketing', ['recycle'], false],
        ['sales', ['recycle'], false],
      ],
    ]);
    const diff = diffView.parse((await api.get(`/v1/agreements/1/diff/${version}`)).body);
    expect(diff.changes.map(({ sentence }) => sentence)).toEqual([expect.stringMatching(/4.*instead of 3/)]);
  });

  it('one signature is not enough; the second brings it into force', async () => {
    const before = await current();
    const { version, hash } = await proposal(changed(5));
    expect((await sign(version, hash, marketing)).status).toBe(201);
    expect(await current()).toBe(before);
    const { status, body } = await sign(version, hash, sales);
    expect([status, versionView.parse(body).state, await current()]).toEqual([201, 'inForce', version]);
    const list = versionList.parse((await api.get('/v1/agreements?limit=2')).body);
    expect(list.versions[0]).toMatchObject({ version, state: 'inForce', signatures: [{ by: 'mona' }, { by: 'sven' }] });
  });

  it('a forged, repeated or admin’s signature is refused, and so is one for the other side', async () => {
    const { version, hash } = await proposal(changed(6));
    await expectProblem(sign(version, 'f'.repeat(64), marketing), 409, 'signature.other_document');
    await expectProblem(sign(version, 'hash', marketing), 400, 'request.malformed', 'hash');
    await expectProblem(sign(version, hash, {}), 409, 'signature.no_side');
    await sign(version, hash, marketing);
    await expectProblem(sign(version, hash, marketing), 409, 'signature.given_already');
    const forSales = { hash, side: 'sales' };
    await expectProblem(api.post(`/v1/agreements/${version}/signatures`, forSales, marketing), 409, 'signature.other_side');
    await expectProblem(sign(version, hash, { authorization: 'Bearer baton_forged' }), 401, 'token.missing');
    expect(versionView.parse((await api.get(`/v1/agreements/${version}`)).body).state).toBe('proposed');
  });

  it('is a draft until it is proposed, and stays as it is from then on', async () => {
    const { version, hash } = await draft(changed(7));
    await expectProblem(sign(version, hash, sales), 409, 'agreement.not_proposed');
    const url = `/v1/agreements/${version}`;
    const yaml = { 'content-type': 'application/yaml' };
    const edited = versionView.parse((await api.request('PUT', url, changed(8), { ...marketing, ...yaml })).body);
    expect([edited.version, edited.document['recycle']]).toEqual([version, { atMost: 8, counts: 'fresh' }]);
    await api.post(`${url}/propose`, {}, marketing);
    await expectProblem(sign(version, hash, sales), 409, 'signature.other_document');
    await expectProblem(api.request('PUT', url, changed(9), { ...sales, ...yaml }), 409, 'agreement.not_a_draft');
    await expectProblem(api.post(`${url}/withdraw`, {}, sales), 409, 'agreement.anothers_proposal');
    const counter = await api.post(`${url}/counter`, {}, sales);
    expect([counter.status, versionView.parse(counter.body)]).toEqual([
      201,
      expect.objectContaining({ state: 'draft', counters: version, draftedBy: 'sven', hash: edited.hash }),
    ]);
    const own = await api.postYaml(`${url}/counter`, changed(9), sales);
    expect(versionView.parse(own.body).document['recycle']).toEqual({ atMost: 9, counts: 'fresh' });
    const { body } = await api.post(`${url}/withdraw`, {}, marketing);
    expect(versionView.parse(body)).toMatchObject({ state: 'withdrawn', withdrawnBy: 'mona' });
    await expectProblem(sign(version, edited.hash, sales), 409, 'agreement.withdrawn');
  });

  it('is not proposed for a day that is over, nor on a base that was changed since', async () => {
    const { version } = await draft(changed(10));
    const url = `/v1/agreements/${version}/propose`;
    await expectProblem(api.post(url, { effectiveAt: '2026-01-01T00:00:00Z' }, marketing), 409, 'agreement.date_past');
    await expectProblem(api.post(url, { effectiveAt: 'tomorrow' }, marketing), 400, 'request.malformed', 'effectiveAt');
    await api.putInForce(changed(11));
    await expectProblem(api.post(url, {}, marketing), 409, 'agreement.base_superseded');
    expect(versionView.parse((await api.get(`/v1/agreements/${version}`)).body).baseSuperseded).toBe(true);
    await expectProblem(api.postYaml(`/v1/agreements?base=${version}`, changed(12), marketing), 409, 'agreement.base_not_signed');
  });

  it('is not signed when the team lost what it cites; a team may not lose what is signed for later', async () => {
    const citing = (pool: string): string =>
      changed(13).replace('{ pool: sdr }, { queue: unrouted }', `{ pool: ${pool} }, { queue: unrouted }`);
    const withPool = sample('team').replace(/^( *)sdr:/m, '$1late: {reps: [ana]}\n$1sdr:');
    expect(citing('late')).not.toBe(changed(13));
    expect(withPool).not.toBe(sample('team'));
    expect((await api.postYaml('/v1/teams', withPool)).status).toBe(201);
    const { version, hash } = await proposal(citing('late'), { effectiveAt: new Date(Date.now() + 3_600_000).toISOString() });
    expect((await api.postYaml('/v1/teams', sample('team'))).status).toBe(201);
    await expectProblem(sign(version, hash, marketing), 422, 'agreement.problems');
    await api.postYaml('/v1/teams', withPool);
    await sign(version, hash, marketing);
    expect(versionView.parse((await sign(version, hash, sales)).body).state).toBe('signed');
    await expectProblem(api.postYaml('/v1/teams', sample('team')), 422, 'team.problems');
  });

  it('that nobody knows is a 404, and a number that is none a 400', async () => {
    await expectProblem(api.get('/v1/agreements/99'), 404, 'agreement.unknown');
    await expectProblem(api.get('/v1/agreements/1/diff/99'), 404, 'agreement.unknown');
    await expectProblem(api.post('/v1/agreements/99/propose', {}, marketing), 404, 'agreement.unknown');
    await expectProblem(api.postYaml('/v1/agreements?base=99', changed(14), marketing), 404, 'agreement.unknown');
    await expectProblem(api.get('/v1/agreements/0'), 400, 'request.malformed', 'version');
    await expectProblem(api.get('/v1/agreements/newest'), 400, 'request.malformed', 'version');
  });
});
