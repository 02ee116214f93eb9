import { randomUUID } from 'node:crypto';
import { apiUnderTest, expectProblem, type ApiUnderTest } from '../../../test/support/api-under-test.js';
import { hotLead, type Branch } from '../../../test/support/branch.js';
import { tradeAgreement, tradeTeam } from '../../../test/support/trade.js';
import { storeAgreement } from '../../../test/support/store-agreement.js';
import { storeTeam } from '../../../libs/persistence/agreements/store-team.js';
import { claimEffect } from '../../../libs/persistence/effects/claim-effect.js';
import { endEffect } from '../../../libs/persistence/effects/end-effect.js';
import { meetWeather } from '../../../libs/persistence/effects/meet-weather.js';
import { effectPage } from './effects.schemas.js';

let api: ApiUnderTest;
let lead: Branch;
beforeAll(async () => {
  api = await apiUnderTest('api-effects');
  await storeTeam(api.source, tradeTeam);
  await storeAgreement(api.source, tradeAgreement);
  lead = await hotLead(api.source);
});
afterAll(() => api.close());

const key = 'handOff:1/notice#1';
const read = async (leadId: string, query = '') => {
  const { status, body } = await api.get(`/v1/leads/${leadId}/effects${query}`);
  expect(status).toBe(200);
  return effectPage.parse(body);
};

describe('the effects of a lead', () => {
  it('are told with purpose, plan and clause from the moment they are planned', async () => {
    const { effects, next } = await read(lead.leadId);
    expect(effects).toMatchObject([
      { key, kind: 'tellRep', clause: 'handOffs.default.to.0', repId: lead.state?.repId, status: 'planned', attempts: 0 },
    ]);
    expect([effects[0]?.turn, effects[0]?.receipt, next]).toEqual([lead.last, null, null]);
  });

  it('are told with their attempts and receipt', async () => {
    await claimEffect(api.source, lead.leadId, key);
    await meetWeather(api.source, lead.leadId, key, 'mail.away');
    expect((await read(lead.leadId)).effects).toMatchObject([{ status: 'planned', attempts: 1, code: 'mail.away' }]);
    await claimEffect(api.source, lead.leadId, key);
    await endEffect(api.source, lead.leadId, key, { status: 'done', receipt: '250 queued as 7' });
    const { effects } = await read(lead.leadId);
    expect(effects).toMatchObject([{ status: 'done', attempts: 2, code: null, receipt: '250 queued as 7' }]);
    expect(Date.parse(effects[0]?.endedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(effects[0]?.startedAt ?? ''));
  });

  it('are unknown when their sender died between sending and noting it', async () => {
    const other = await hotLead(api.source);
    await claimEffect(api.source, other.leadId, key);
    expect((await read(other.leadId)).effects).toMatchObject([{ status: 'sending' }]);
    await claimEffect(api.source, other.leadId, key);
    expect((await read(other.leadId)).effects).toMatchObject([{ status: 'unknown', attempts: 1, receipt: null }]);
  });

  it('page to their end, each once, without what a reset undid', async () => {
    await api.source.query(
      `insert into effect (lead_id, key, turn, kind, body, abandoned_by) select $1, 'track:t#1/step:' || n, 1_000 + n / 2, 'sendMessage', '{}',
         case when n = 5 then 9 end from generate_series(1, 5) as n`,
      [lead.leadId],
    );
    const seen: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const page: Awaited<ReturnType<typeof read>> = await read(
        lead.leadId,
        `?limit=1${next && `&after=${encodeURIComponent(next)}`}`,
      );
      seen.push(...page.effects.map((effect) => effect.key));
      next = page.next;
    }
    expect(seen).toEqual([1, 2, 3, 4].map((n) => `track:t#1/step:${n}`).concat(key));
  });

  it('are none for an unknown lead, nor after a place that is none', async () => {
    await expectProblem(api.get(`/v1/leads/${randomUUID()}/effects`), 404, 'lead.unknown');
    await expectProblem(api.get(`/v1/leads/${lead.leadId}/effects?after=here`), 400, 'request.malformed', 'after');
  });
});
