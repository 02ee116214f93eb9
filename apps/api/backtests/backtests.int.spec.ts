import { randomUUID } from 'node:crypto';
import { stopBacktest } from '../../../libs/persistence/backtests/backtests.js';
import { apiUnderTest, expectProblem, type ApiUnderTest } from '../../../test/support/api-under-test.js';
import { tradeAgreement, tradeTeam } from '../../../test/support/trade.js';

let api: ApiUnderTest;
let version: number;
beforeAll(async () => {
  api = await apiUnderTest('backtests');
  await api.post('/v1/teams', tradeTeam);
  version = await api.putInForce(tradeAgreement);
});
afterAll(() => api.close());

const day = 86_400_000;
const begun = Date.now();
const ago = (days: number): string => new Date(begun - days * day).toISOString();
const path = (of = version): string => `/v1/agreements/${of}/backtest`;
const id = '7e5d7a3c-59a7-4a38-8d0c-6f0f8a0f5b11';

describe('a test that is asked for', () => {
  it('is unknown before', async () =>
    expect(await api.get(path())).toMatchObject({ status: 404, body: { code: 'backtest.unknown' } }));

  it('is started once, and tells how far it has come', async () => {
    const asked = { id, from: ago(30), to: ago(1), thresholds: [40, 60] };
    expect(await api.post(path(), asked)).toMatchObject({ status: 202, body: { backtestId: id } });
    expect(await api.post(path(), asked)).toMatchObject({ status: 202 });
    expect(api.temporal.backtests).toContainEqual({ backtestId: id });
    const { body } = await api.get(path());
    expect(body).toMatchObject({ backtestId: id, version, status: 'running', facts: 0, heard: 0, report: null, plots: [] });
    expect(body['fromAt']).toBe(asked.from);
    const [row] = await api.source.query<[{ n: number }]>('select count(*)::integer as n from backtest');
    expect(row.n).toBe(1);
  });

  it('has no plot before it is done', async () =>
    expect(await api.get(`${path()}/plots/win-rates`)).toMatchObject({ status: 404, body: { code: 'backtest.no_plot' } }));

  it('shows its plots as pictures', async () => {
    await api.source.query(`update backtest set status = 'done', plots = '{"win-rates": "<svg></svg>"}'`);
    expect(await api.get(`${path()}/plots/win-rates`)).toMatchObject({ status: 200, type: 'image/svg+xml; charset=utf-8' });
  });

  it('is said to have stopped when it was cancelled or given up', async () => {
    await api.post(path(), { from: ago(3), to: ago(2) });
    await api.source.query(`update backtest set updated_at = now() - interval '16 minutes' where status = 'running'`);
    expect((await api.get(path())).body).toMatchObject({ status: 'stopped' });
    expect((await api.get(`/v1/agreements/${version}`)).body).toMatchObject({ backtest: { status: 'stopped' } });
  });

  it('waits until two others are over; asked again under its own id it is the same', async () => {
    const period = { from: ago(3), to: ago(2) };
    const own = { ...period, id: '0b9f6a8e-4f0e-4c1b-8a55-2f1f0c9d7e10' };
    expect((await api.post(path(), own)).status).toBe(202);
    expect((await api.post(path(), period)).status).toBe(202);
    const third = await api.post(path(), period);
    expect([third.status, third.body['code'], third.headers['retry-after']]).toEqual([503, 'backtest.too_many', '30']);
    expect((await api.post(path(), own)).status).toBe(202);
    await api.source.query(`update backtest set status = 'done', ended_at = now()`);
  });

  it('says that Temporal is away, and is over', async () => {
    api.temporal.isAway = true;
    expect(await api.post(path(), { from: ago(3), to: ago(2) })).toMatchObject({ status: 503, body: { code: 'temporal.away' } });
    api.temporal.isAway = false;
    expect((await api.get(path())).body).toMatchObject({ status: 'failed', problem: { code: 'temporal.away' } });
  });

  it('runs when it is asked for again after Temporal was away, and ends as it ends', async () => {
    const asked = { id: randomUUID(), from: ago(3), to: ago(2) };
    api.temporal.isAway = true;
    expect(await api.post(path(), asked)).toMatchObject({ status: 503 });
    await expectProblem(api.post(path(), { ...asked, to: ago(1) }), 409, 'backtest.id_reused');
    expect((await api.get(path())).body).toMatchObject({ status: 'failed' });
    api.temporal.isAway = false;
    expect(await api.post(path(), asked)).toMatchObject({ status: 202 });
    expect((await api.get(path())).body).toMatchObject({ status: 'running', problem: null, endedAt: null });
    api.temporal.isAway = true;
    expect(await api.post(path(), asked)).toMatchObject({ status: 503 });
    expect((await api.get(path())).body).toMatchObject({ status: 'running', problem: null });
    api.temporal.isAway = false;
    const nothing = { code: 'backtest.nothing', message: 'No fact was received in this period.', cure: 'Choose another.' };
    await stopBacktest(api.source, asked.id, 'refused', nothing);
    expect(await api.post(path(), asked)).toMatchObject({ status: 202 });
    expect((await api.get(path())).body).toMatchObject({ status: 'refused', problem: nothing });
  });

  it('that Temporal took after all, though it seemed away, tells its real end', async () => {
    const asked = { id: randomUUID(), from: ago(3), to: ago(2) };
    api.temporal.isAway = true;
    await api.post(path(), asked);
    api.temporal.isAway = false;
    const problem = { code: 'backtest.nothing', message: 'No fact was received in this period.', cure: 'Choose another.' };
    await stopBacktest(api.source, asked.id, 'refused', problem);
    expect((await api.get(path())).body).toMatchObject({ status: 'refused', problem });
  });

  it('is one test an id', async () => {
    const asked = { id: randomUUID(), from: ago(3), to: ago(2), thresholds: [40] };
    expect(await api.post(path(), asked)).toMatchObject({ status: 202 });
    for (const other of [{ from: ago(4) }, { to: ago(1) }, { thresholds: [50] }, { thresholds: undefined }])
      await expectProblem(api.post(path(), { ...asked, ...other }), 409, 'backtest.id_reused');
  });
});

describe('refused is', () => {
  it.each([
    ['a period that ends before it begins', () => ({ from: ago(1), to: ago(2) }), 422, 'backtest.period'],
    ['a period without length', () => ({ from: ago(1), to: ago(1) }), 422, 'backtest.period'],
    ['a period in the future', () => ({ from: ago(1), to: ago(-1) }), 422, 'backtest.period'],
    ['a day for an instant', () => ({ from: '2026-08-01', to: ago(1) }), 400, 'request.malformed'],
    ['no period', () => ({}), 400, 'request.malformed'],
    ['a floor that is no number', () => ({ from: ago(2), to: ago(1), thresholds: ['hot'] }), 400, 'request.malformed'],
    ['ten floors', () => ({ from: ago(2), to: ago(1), thresholds: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] }), 400, 'request.malformed'],
  ])('%s', async (_, body, status, code) => {
    const reply = await api.post(path(), body());
    expect([reply.status, reply.body['code']]).toEqual([status, code]);
  });

  it('a version that is unknown', async () => {
    expect(await api.post(path(999), { from: ago(2), to: ago(1) })).toMatchObject({
      status: 404,
      body: { code: 'agreement.unknown' },
    });
    expect(await api.get(path(999))).toMatchObject({ status: 404, body: { code: 'agreement.unknown' } });
  });
});
