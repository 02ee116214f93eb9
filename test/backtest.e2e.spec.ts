import { eventually } from './support/eventually.js';
import { LeadOverHttp } from './support/lead-over-http.js';
import { startBaton, type Baton } from './support/start-baton.js';
import { tradeAgreement, tradeTeam } from './support/trade.js';

let baton: Baton;
beforeAll(async () => {
  baton = await startBaton({ name: 'backtest', agreement: tradeAgreement, team: tradeTeam });
}, 60_000);
afterAll(() => baton.stop());

interface Test {
  status: string;
  parity: { share: number | null; turns: number } | null;
  report: {
    leads: number;
    facts: number;
    bands: { band: string; handOffs: number }[];
    onlyHere: number;
    onlyThen: number;
    answers: { asThen: number };
  } | null;
  problem: unknown;
  plots: string[];
}

const leads = 6;

it('a draft is tested on what really happened, in the worker, and shows whom it would have handed over', async () => {
  // given leads that Baton has handed over, and a draft that asks for more
  const from = new Date().toISOString();
  for (let n = 0; n < leads; n += 1) await LeadOverHttp.handedOff(baton);
  const bands = [{ band: 'hot', fit: { gte: 21 } }, { band: 'cold' }];
  const draft = { ...tradeAgreement, scoring: { ...tradeAgreement.scoring, bands } };
  const drafted = await baton.heads.marketing('POST', '/v1/agreements', draft);
  expect(drafted.status).toBe(201);

  // when both are tested on the same history
  const kept = await tested(1, from);
  const stricter = await tested((drafted.body as { version: number }).version, from);

  // then the version in force hands over whom it handed over, answered as they were, and the draft nobody
  expect(kept.parity).toMatchObject({ share: 1 });
  expect(kept.report).toMatchObject({ leads, onlyHere: 0, onlyThen: 0, answers: { asThen: leads } });
  expect(kept.report?.bands[0]).toMatchObject({ band: 'hot', handOffs: leads });
  expect(stricter.report).toMatchObject({ leads, onlyHere: 0, onlyThen: leads });
  expect(stricter.report?.bands[0]).toMatchObject({ band: 'hot', handOffs: 0 });
  expect(kept.plots).toContain('win-rates');
}, 120_000);

async function tested(version: number, from: string): Promise<Test> {
  const path = `/v1/agreements/${version}/backtest`;
  const started = await baton.heads.sales('POST', path, { from, to: new Date().toISOString() });
  expect(started.status).toBe(202);
  return eventually(
    async () => {
      const test = (await baton.heads.sales('GET', path)).body as Test;
      if (test.status !== 'done') throw new Error(JSON.stringify(test));
      return test;
    },
    { timeoutMs: 60_000 },
  );
}
