import type { DataSource } from 'typeorm';
import { testDatabase } from '../../../test/support/stack.js';
import { tradeAgreement, tradeTeam } from '../../../test/support/trade.js';
import { storeTeam } from '../agreements/store-team.js';
import { currentVersions, loadTerms } from '../agreements/load-terms.js';
import { bodyHash } from '../body-hash.js';
import { createDataSource } from '../data-source.js';
import { agreementVersions } from '../readers/agreement-versions.js';
import { AgreementLife1795000000013 } from './1795000000013-agreement-life.js';

let source: DataSource;
beforeAll(async () => {
  source = await createDataSource((await testDatabase('agreement-life-migration')).url).initialize();
});
afterAll(() => source.destroy());

it('versions from before there were signatures count as signed: the last that was posted is in force', async () => {
  const runner = source.createQueryRunner();
  const migration = new AgreementLife1795000000013();
  await migration.down(runner);
  const posted = [{ ...tradeAgreement, recycle: { atMost: 1 } }, tradeAgreement];
  for (const [n, document] of posted.entries())
    await runner.query('insert into agreement (version, name, hash, document) values ($1, $2, $3, $4)', [
      n + 1,
      document.agreement,
      bodyHash(document),
      JSON.stringify(document),
    ]);
  await migration.up(runner);
  await runner.release();
  await storeTeam(source, tradeTeam);

  expect(await currentVersions(source.manager)).toMatchObject({ agreementVersion: 2 });
  expect((await agreementVersions(source.manager, 10)).map(({ state, draftedBy }) => [state, draftedBy])).toEqual([
    ['inForce', null],
    ['superseded', null],
  ]);
  expect((await loadTerms(source.manager, 2)).recycle.atMost).toBe(tradeAgreement.recycle?.atMost);
});
