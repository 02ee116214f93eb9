import type { DataSource } from 'typeorm';
import { storeAgreement } from './store-agreement.js';
import { storeTeam } from '../../libs/persistence/agreements/store-team.js';
import { createDataSource } from '../../libs/persistence/data-source.js';
import { testDatabase } from './stack.js';
import { tradeAgreement, tradeTeam } from './trade.js';

/** A database of one's own in which the trade's agreement and team are in force. Call it in `beforeAll`, destroy it in `afterAll`. */
export async function tradeDatabase(name: string): Promise<DataSource> {
  const source = await createDataSource((await testDatabase(name)).url).initialize();
  await storeTeam(source, tradeTeam);
  await storeAgreement(source, tradeAgreement);
  return source;
}
