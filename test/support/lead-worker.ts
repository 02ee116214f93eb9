import { Client } from '@temporalio/client';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import type { AuditActivities } from '../../activities/audit/create-audit-activities.js';
import type { BacktestActivities } from '../../activities/backtest/create-backtest-activities.js';
import type { RetryActivities } from '../../activities/free-stuck/create-retry-activities.js';
import type { Activities } from '../../activities/index.js';
import type { MoveActivities } from '../../activities/move-leads/create-move-activities.js';
import type { ReconcileActivities } from '../../activities/reconcile/create-reconcile-activities.js';
import { createWorker } from '../../apps/worker/create-worker.js';
import { connectLazily } from '../../libs/temporal/connect.js';
import { connectWorker } from '../../libs/temporal/connect-worker.js';
import { createLeadClient, type LeadClient } from '../../libs/temporal/lead-client.js';
import { testTemporal, workflowBundle, type TestTemporal } from './stack.js';

/** The real worker in a namespace of its own, with activities of the test's choice. Stop it in `afterAll`. */
export interface LeadWorker {
  leads: LeadClient;
  /** For looking at histories and attributes from outside. */
  client: Client;
  address: string;
  namespace: string;
  stop(): Promise<void>;
}

/** `where`: the name of a new namespace, or one that is there. */
export async function startLeadWorker(
  where: string | TestTemporal,
  activities: Activities & Partial<MoveActivities & RetryActivities & ReconcileActivities & AuditActivities & BacktestActivities>,
): Promise<LeadWorker> {
  quieten();
  const { address, namespace } = typeof where === 'string' ? await testTemporal(where) : where;
  const connection = await connectWorker(address);
  const worker = await createWorker({ connection, namespace, bundlePath: workflowBundle(), activities, turnsAtOnce: 8 });
  const run = worker.run();
  const clientConnection = connectLazily(address);
  const leads = createLeadClient({ address, namespace });
  return {
    leads,
    client: new Client({ connection: clientConnection, namespace }),
    address,
    namespace,
    stop: async () => {
      worker.shutdown();
      await run;
      await Promise.all([leads.close(), clientConnection.close(), connection.close()]);
    },
  };
}

let quiet = false;
function quieten(): void {
  if (!quiet) Runtime.install({ logger: new DefaultLogger('ERROR') });
  quiet = true;
}
