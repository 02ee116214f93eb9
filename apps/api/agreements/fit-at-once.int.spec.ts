import { setTimeout as pause } from 'node:timers/promises';
import { apiUnderTest, type ApiUnderTest } from '../../../test/support/api-under-test.js';
import { tradeAgreement, tradeTeam } from '../../../test/support/trade.js';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await apiUnderTest('fit-at-once');
});
afterAll(() => api.close());

it('a team and a version that do not fit can’t pass each other’s check: one of the two is refused', async () => {
  await api.post('/v1/teams', { ...tradeTeam, lists: { ...tradeTeam.lists, partners: ['partner.example'] } });
  await api.putInForce(tradeAgreement);
  const { marketing, sales } = await api.enrolHeads();
  const heads = { marketing, sales };
  const more = { when: { field: 'email.domain', inList: 'partners' }, reason: 'partner' };
  const next = {
    ...tradeAgreement,
    uses: { ...tradeAgreement.uses, lists: ['competitors', 'partners'] },
    disqualify: [...(tradeAgreement.disqualify ?? []), more],
  };
  const { body: draft } = await api.post('/v1/agreements', next, marketing);
  const path = `/v1/agreements/${String(draft['version'])}`;
  expect(await api.post(`${path}/propose`, {}, marketing)).toMatchObject({ status: 200 });
  const must = draft['mustSign'] as { side: 'marketing' | 'sales' }[];
  const sign = ({ side }: (typeof must)[number]) => api.post(`${path}/signatures`, { hash: draft['hash'] }, heads[side]);
  for (const one of must.slice(0, -1)) expect(await sign(one)).toMatchObject({ status: 201 });

  // The team waits at its lock, its check behind it, while the last side signs.
  const runner = api.source.createQueryRunner();
  await runner.startTransaction();
  await runner.query('lock table team in share row exclusive mode');
  const team = api.post('/v1/teams', tradeTeam);
  await pause(300);
  const signed = sign(must.at(-1)!);
  await pause(300);
  await runner.rollbackTransaction();
  await runner.release();
  const replies = await Promise.all([team, signed]);
  expect(replies.map(({ status }) => status)).toEqual([201, 422]);
  expect((await api.get(path)).body).toMatchObject({ state: 'proposed' });
});
