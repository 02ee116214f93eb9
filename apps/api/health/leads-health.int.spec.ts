import { randomUUID } from 'node:crypto';
import { apiUnderTest, expectProblem, type ApiUnderTest } from '../../../test/support/api-under-test.js';
import { noProgress, type ReconcileKind, type ReconcileProgress } from '../../../libs/messages/reconcile.js';
import { beginReconciliation, noteReconciliation } from '../../../libs/persistence/reconcile/reconciliations.js';
import { leadsHealth, runList, runView } from './leads-health.schemas.js';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await apiUnderTest('api-leads-health');
});
beforeEach(async () => {
  api.temporal.isAway = false;
  api.temporal.reconciliations = [];
  await api.source.query('delete from reconciliation');
});
afterAll(() => api.close());

async function ran(kind: ReconcileKind, progress: Partial<ReconcileProgress> = {}, home = 'here'): Promise<string> {
  const reconciliationId = randomUUID();
  await beginReconciliation(api.source, { reconciliationId, kind, by: 'olga', dryRun: false }, home);
  await noteReconciliation(api.source, reconciliationId, { ...noProgress, ...progress }, true);
  return reconciliationId;
}
const health = async () => leadsHealth.parse((await api.get('/v1/health/leads')).body);
const gauges = async (): Promise<string> => {
  const reply = await api.get('/metrics');
  expect(reply.status).toBe(200);
  return reply.type;
};

describe('GET /v1/health/leads', () => {
  it('says that nobody has looked, when nobody has', async () => {
    expect(await health()).toMatchObject({ status: 'blind', lookedAt: null, found: { orphans: 0 } });
    await gauges();
  });

  it('says that all is well, and when that was', async () => {
    await ran('watch');
    const { status, lookedAt, say } = await health();
    expect([status, say]).toEqual(['ok', expect.stringContaining('one running workflow') as string]);
    expect(Date.now() - Date.parse(lookedAt ?? '')).toBeLessThan(60_000);
  });

  it('says what was found and mended, with what to do', async () => {
    const leadId = randomUUID();
    const found = { ...noProgress.found, orphans: 2, ahead: 1 };
    await ran('watch', { found, repaired: { ...noProgress.repaired, orphans: 2 }, examples: [{ leadId, code: 'orphan.rung' }] });
    const told = await health();
    expect(told).toMatchObject({ status: 'attention', found, repaired: { orphans: 2 }, examples: [{ leadId }] });
    expect(told.say).toContain('npm run baton -- reproject --dry-run');
  });

  it('says that leads live elsewhere', async () => {
    await ran('watch', {}, 'another');
    expect(await health()).toMatchObject({
      status: 'attention',
      elsewhere: true,
      say: expect.stringContaining('rebuild') as string,
    });
  });

  it('is blind when the last look is old', async () => {
    await ran('watch');
    await api.source.query(`update reconciliation set ended_at = now() - interval '16 minutes'`);
    expect((await health()).status).toBe('blind');
  });
});

describe('a rebuild and a re-projection', () => {
  it.each(['rebuild', 'reproject'] as const)('%s is started under the sender’s id, and told from then on', async (kind) => {
    const id = randomUUID();
    const reply = await api.post(`/v1/health/leads/${kind}`, { id, dryRun: true });
    expect([reply.status, reply.body]).toEqual([202, { reconciliationId: id }]);
    expect(api.temporal.reconciliations).toEqual([{ reconciliationId: id, kind, by: 'admin', dryRun: true }]);
    const ended = await ran(kind, { looked: 7 });
    expect(runView.parse((await api.get(`/v1/health/leads/runs/${ended}`)).body)).toMatchObject({
      kind,
      looked: 7,
      status: 'done',
    });
    expect(runList.parse((await api.get(`/v1/health/leads/runs?kind=${kind}`)).body).runs).toHaveLength(1);
    expect(await health()).toMatchObject({ [kind === 'rebuild' ? 'lastRebuild' : 'lastReproject']: { reconciliationId: ended } });
  });

  it('is refused by what is wrong with the request, and with Temporal', async () => {
    await expectProblem(api.post('/v1/health/leads/rebuild', { by: 'olga' }), 400, 'request.malformed', 'by');
    await expectProblem(api.post('/v1/health/leads/reproject', { dryrun: true }), 400, 'request.malformed', 'dryrun');
    await expectProblem(api.get(`/v1/health/leads/runs/${randomUUID()}`), 404, 'reconciliation.unknown');
    await expectProblem(api.get('/v1/health/leads/runs?kind=all'), 400, 'request.malformed');
    api.temporal.isAway = true;
    await expectProblem(api.post('/v1/health/leads/rebuild', {}), 503, 'temporal.away');
  });
});
