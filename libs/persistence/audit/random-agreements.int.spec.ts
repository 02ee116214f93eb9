import { Months } from '../../../test/support/months.js';
import { seeded } from '../../../test/support/seeded.js';
import { testDatabase } from '../../../test/support/stack.js';
import { storeAgreement } from '../../../test/support/store-agreement.js';
import { randomAgreement } from '../../../test/sim/random-agreement.js';
import { randomTeam } from '../../../test/sim/random-team.js';
import { storeTeam } from '../agreements/store-team.js';
import { createDataSource } from '../data-source.js';
import { auditLives, nextLives } from './audit-lives.js';

const month = 30 * 86_400_000;
const start = Date.now();

// Whatever the agreement says: a new clause whose decisions can't be made again shows here.
describe('an audit of lives under random agreements', () => {
  it.each([2, 4, 12])(
    'finds nothing: seed %s',
    async (seed) => {
      const source = await createDataSource((await testDatabase(`random-${seed}`)).url).initialize();
      const chance = seeded(seed);
      const lives = Array.from({ length: 6 }, (_, n) => new Months(source, seeded(100 * seed + n), start + n));
      try {
        for (const months of [2, 4]) {
          const agreement = randomAgreement(chance);
          await storeTeam(source, randomTeam(chance));
          await storeAgreement(source, agreement);
          for (const life of lives) await life.live(start + months * month, 10 * months);
        }
        const audits = await auditLives(source, await nextLives(source, null, 100));
        expect(audits.flatMap(({ differences }) => differences.map(({ sentence }) => sentence))).toEqual([]);
        expect(audits.flatMap(({ turns }) => turns).length).toBeGreaterThan(100);
      } finally {
        await source.destroy();
      }
    },
    120_000,
  );
});
