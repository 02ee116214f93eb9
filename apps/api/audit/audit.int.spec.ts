import { randomUUID } from 'node:crypto';
import { auditLives } from '../../../libs/persistence/audit/audit-lives.js';
import { beginAuditRun, endAuditRun, noteAudits, withAudits } from '../../../libs/persistence/audit/audit-runs.js';
import { noAuditProgress } from '../../../libs/messages/audit.js';
import { vitalSigns } from '../../../libs/persistence/readers/vital-signs.js';
import { storeTeam } from '../../../libs/persistence/agreements/store-team.js';
import { apiUnderTest, type ApiUnderTest } from '../../../test/support/api-under-test.js';
import { hotLead } from '../../../test/support/branch.js';
import { storeAgreement } from '../../../test/support/store-agreement.js';
import { tradeAgreement, tradeTeam } from '../../../test/support/trade.js';

let api: ApiUnderTest;
let leadId: string;
beforeAll(async () => {
  api = await apiUnderTest('audits');
  await storeTeam(api.source, tradeTeam);
  await storeAgreement(api.source, tradeAgreement);
  leadId = (await hotLead(api.source, { name: 'Eva Planted' })).leadId;
});
afterAll(() => api.close());

/** What the activities do. */
async function audited(): Promise<string> {
  const auditRunId = randomUUID();
  await beginAuditRun(api.source, { auditRunId, by: 'olga', leadId: null });
  const audits = await auditLives(api.source, [leadId]);
  await noteAudits(api.source, auditRunId, audits, withAudits(noAuditProgress, audits));
  await noteAudits(api.source, auditRunId, audits, withAudits(noAuditProgress, audits)); // an attempt that died after it
  await endAuditRun(api.source, auditRunId);
  return auditRunId;
}

describe('audits over HTTP', () => {
  it('starts one, once an id', async () => {
    const id = randomUUID();
    expect(await api.post('/v1/audit/runs', { id })).toMatchObject({ status: 202, body: { auditRunId: id } });
    expect(await api.post('/v1/audit/runs', { leadId })).toMatchObject({ status: 202 });
    expect(api.temporal.audits).toMatchObject([{ auditRunId: id, leadId: null }, { leadId }]);
  });

  it('knows its leads and its runs', async () => {
    expect(await api.post('/v1/audit/runs', { leadId: randomUUID() })).toMatchObject({
      status: 404,
      body: { code: 'lead.unknown' },
    });
    expect(await api.post('/v1/audit/runs', { leads: 'all' })).toMatchObject({ status: 400 });
    expect(await api.get(`/v1/audit/runs/${randomUUID()}`)).toMatchObject({ status: 404, body: { code: 'audit.unknown' } });
  });

  it('says when Temporal is away', async () => {
    api.temporal.isAway = true;
    expect(await api.post('/v1/audit/runs', {})).toMatchObject({ status: 503, body: { code: 'temporal.away' } });
    api.temporal.isAway = false;
  });

  it('tells a clean run, and one that found something, with a gauge', async () => {
    const clean = await audited();
    expect(await api.get(`/v1/audit/runs/${clean}`)).toMatchObject({
      body: { status: 'done', lives: 1, reproduced: 1, differences: 0, found: [] },
    });
    await api.source.query(`update dossier set body = jsonb_set(body, '{profile,name}', '"Other Planted"')`);
    const odd = await audited();
    const { body } = await api.get(`/v1/audit/runs/${odd}`);
    expect(body).toMatchObject({
      differences: 1,
      found: [{ leadId, kind: 'dossier', field: 'profile.name', stored: '(who the lead is)' }],
    });
    expect(JSON.stringify(body)).not.toContain('Planted');
    expect(await api.get('/v1/audit/runs?limit=1')).toMatchObject({ body: { runs: [{ auditRunId: odd, differences: 1 }] } });
    const signs = await vitalSigns(api.source.manager);
    expect(signs.find(({ sign }) => sign === 'auditDifferences')?.value).toBe(1);
  });
});
