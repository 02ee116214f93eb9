import { randomUUID } from 'node:crypto';
import { apiUnderTest, sample, type ApiUnderTest } from '../../../test/support/api-under-test.js';
import { checkReport } from './agreements.schemas.js';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await apiUnderTest('lints');
  await api.postYaml('/v1/teams', sample('team'));
  await api.putInForce(sample('agreement'));
});
afterAll(() => api.close());

const lintsOf = async (yaml: string): Promise<string[]> => {
  const { lints } = checkReport.parse((await api.postYaml('/v1/agreements/check', yaml)).body);
  return lints.map(({ code, clause }) => `${code} ${clause}`);
};

it('the sample is meant as it is', async () => {
  expect(await lintsOf(sample('agreement'))).toEqual([]);
});

it('a check warns of what is hardly meant, and refuses nothing for it', async () => {
  const yaml = sample('agreement')
    .replace('fit: { gte: 20 }, engagement', 'fit: { gte: 200 }, engagement')
    .replace('atLeast: 4', 'atLeast: 9');
  const { body } = await api.postYaml('/v1/agreements/check', yaml);
  expect(checkReport.parse(body)).toMatchObject({
    ok: true,
    lints: [
      { code: 'band.unreachable', clause: 'scoring.bands.hot.fit', why: expect.stringContaining('at most 30') as string },
      { code: 'cadence.too-few-steps', clause: 'followUp.cadences.inbound.steps' },
    ],
  });
});

it('a check looks into the stored facts: a rule that none of them meets is named', async () => {
  const { leadId } = (await api.post('/v1/leads', { email: 'eva@acme.example' })).body;
  const views = Array.from({ length: 120 }, () => ({
    id: randomUUID(),
    kind: 'page_viewed',
    occurredAt: new Date().toISOString(),
    lead: { leadId },
    data: { path: '/pricing' },
  }));
  expect((await api.post('/v1/facts', { facts: views })).body).toMatchObject({ accepted: 120 });
  expect(await lintsOf(sample('agreement'))).toEqual(
    ['download', 'demo-asked', 'unsubscribed'].map((signal) => `rule.never-fires scoring.engagement.${signal}`),
  );
});
