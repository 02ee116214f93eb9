import { apiUnderTest, expectProblem, sample, type ApiUnderTest } from '../../../test/support/api-under-test.js';
import { leadView } from '../leads/lead.schemas.js';

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
    await expectProblem(api.postYaml('/v1/agreements', sample('agreement')), 409, 'agreement.no_team');
  });
});

describe('agreements and teams', () => {
  it('come into force, once', async () => {
    const first = await api.postYaml('/v1/teams', sample('team'));
    expect([first.status, first.body]).toEqual([201, { version: 1, name: 'inbound-team' }]);
    expect((await api.postYaml('/v1/agreements', sample('agreement'))).status).toBe(201);
    const again = await api.postYaml('/v1/agreements', sample('agreement'));
    expect([again.status, again.body]).toEqual([200, { version: 1, name: 'saas-inbound' }]);
    expect((await api.get('/v1/agreements/current')).body).toMatchObject({ version: 1, document: { agreement: 'saas-inbound' } });
  });

  it('may be JSON: the same document is the same version', async () => {
    const { document } = (await api.get('/v1/teams/current')).body;
    const again = await api.post('/v1/teams', document);
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
    await expectProblem(api.postYaml('/v1/agreements', spoilt), 422, 'agreement.problems');
    expect((await api.get('/v1/agreements/current')).body['version']).toBe(1);
  });

  it('with an unknown zone are refused', () =>
    expectProblem(
      api.postYaml('/v1/teams', sample('team').replace(/zone: \S+?(?=[ ,}\n])/, 'zone: Europe/Atlantis')),
      422,
      'team.problems',
    ));
});
