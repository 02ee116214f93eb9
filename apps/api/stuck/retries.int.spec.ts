import { randomUUID } from 'node:crypto';
import { apiUnderTest, expectProblem, type ApiUnderTest } from '../../../test/support/api-under-test.js';
import { hotLead } from '../../../test/support/branch.js';
import { tradeAgreement, tradeTeam } from '../../../test/support/trade.js';
import { storeAgreement } from '../../../test/support/store-agreement.js';
import { storeTeam } from '../../../libs/persistence/agreements/store-team.js';
import { beginRetry } from '../../../libs/persistence/retries/begin-retry.js';
import { retryList, retryPlan, retryView } from './retries.schemas.js';

let api: ApiUnderTest;
const stuck: string[] = [];
beforeAll(async () => {
  api = await apiUnderTest('api-retries');
  await storeTeam(api.source, tradeTeam);
  await storeAgreement(api.source, tradeAgreement);
  for (const code of ['mail.refused', 'mail.refused', 'effect.fault']) {
    const lead = await hotLead(api.source);
    await lead.fail(code);
    stuck.push(lead.leadId);
  }
});
beforeEach(() => {
  api.temporal.isAway = false;
  api.temporal.retries = [];
});
afterAll(() => api.close());

async function ask(body: object): Promise<{ status: number; plan: ReturnType<typeof retryPlan.parse> }> {
  const reply = await api.post('/v1/stuck/retry', body);
  return { status: reply.status, plan: retryPlan.parse(reply.body) };
}

describe('POST /v1/stuck/retry', () => {
  it('says in a dry run how many, why and who, and starts nothing', async () => {
    const { status, plan } = await ask({ dryRun: true });
    expect([status, plan.retryId, plan.leads]).toEqual([200, null, 3]);
    expect(plan.reasons).toMatchObject([
      { reason: 'mail.refused', leads: 2, cure: expect.stringContaining('retry') as string },
      { reason: 'effect.fault', leads: 1 },
    ]);
    expect(plan.examples.map(({ leadId }) => leadId)).toEqual(stuck);
    expect(api.temporal.retries).toEqual([]);
  });

  it('starts the workflow with the filter, under the sender’s id, by the member who asks', async () => {
    const id = randomUUID();
    const { status, plan } = await ask({ id, reason: 'mail.refused', olderThan: '0s', limit: 1 });
    expect([status, plan.retryId, plan.leads]).toEqual([202, id, 1]);
    expect(api.temporal.retries).toEqual([
      { retryId: id, by: 'admin', reason: 'mail.refused', olderThanMs: 0, most: 1, carried: null },
    ]);
  });

  it.each([{ reason: 'nobody.has_this' }, { olderThan: '2h' }])('starts nothing when nobody fits: %j', async (filter) => {
    const { status, plan } = await ask(filter);
    expect([status, plan.retryId, plan.leads, api.temporal.retries]).toEqual([200, null, 0, []]);
  });

  it.each([
    [{ reason: `'; drop` }, 'reason'],
    [{ olderThan: 'yesterday' }, 'olderThan'],
    [{ olderThan: '2wd' }, 'olderThan'],
    [{ limit: 0 }, 'limit'],
    [{ by: 'olga' }, 'by'],
    [{ id: 'one' }, 'id'],
    [{ dryrun: true }, 'dryrun'],
  ])('refuses %j, with place and cure', (body, place) =>
    expectProblem(api.post('/v1/stuck/retry', body), 400, 'request.malformed', place),
  );

  it('says that Temporal is away', async () => {
    api.temporal.isAway = true;
    await expectProblem(api.post('/v1/stuck/retry', {}), 503, 'temporal.away');
  });
});

describe('GET /v1/stuck/retries', () => {
  it('keeps on record who retried what', async () => {
    const retryId = randomUUID();
    await beginRetry(api.source, { retryId, by: 'schedule', filter: { reason: null, olderThanMs: null }, most: null }, 0);
    const one = retryView.parse((await api.get(`/v1/stuck/retries/${retryId}`)).body);
    expect(one).toMatchObject({ by: 'schedule', matched: 3, retried: 0, status: 'running', endedAt: null });
    expect(retryList.parse((await api.get('/v1/stuck/retries?limit=1')).body)).toEqual({ retries: [one] });
    await expectProblem(api.get(`/v1/stuck/retries/${randomUUID()}`), 404, 'retry.unknown');
  });
});
