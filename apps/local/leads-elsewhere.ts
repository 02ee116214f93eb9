import { createDataSource } from '../../libs/persistence/data-source.js';
import { settleHome } from '../../libs/persistence/reconcile/temporal-home.js';
import { createLeadClient } from '../../libs/temporal/lead-client.js';
import type { Surroundings } from './prepare-surroundings.js';

/** Whether leads live in another Temporal than the one that was started: its file was lost, or TEMPORAL_ADDRESS is new. They wait then. */
export async function leadsLiveElsewhere({ databaseUrl, temporalAddress, temporalNamespace }: Surroundings): Promise<boolean> {
  const source = await createDataSource(databaseUrl, { poolSize: 1, applicationName: 'baton-start' }).initialize();
  const leads = createLeadClient({ address: temporalAddress, namespace: temporalNamespace });
  try {
    const here = await leads.home();
    return (await settleHome(source, here)) !== here;
  } finally {
    await Promise.all([source.destroy(), leads.close()]);
  }
}
