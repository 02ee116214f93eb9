import { resolve } from 'node:path';
import { createAuditActivities } from '../../activities/audit/create-audit-activities.js';
import { createBacktestActivities } from '../../activities/backtest/create-backtest-activities.js';
import { createRetryActivities } from '../../activities/free-stuck/create-retry-activities.js';
import { createActivities } from '../../activities/index.js';
import { createMoveActivities } from '../../activities/move-leads/create-move-activities.js';
import { createReconcileActivities } from '../../activities/reconcile/create-reconcile-activities.js';
import { createSmtp } from '../../libs/channels/smtp.js';
import { createDataSource } from '../../libs/persistence/data-source.js';
import { keepBeating } from '../../libs/persistence/outages/keep-beating.js';
import { settleHome } from '../../libs/persistence/reconcile/temporal-home.js';
import { drainOn } from '../../libs/process/drain.js';
import { readEnv } from '../../libs/process/env.js';
import { createLog } from '../../libs/process/log.js';
import { createRegistry, serveMetrics } from '../../libs/process/metrics.js';
import { connectWorker } from '../../libs/temporal/connect-worker.js';
import { createLeadCensus } from '../../libs/temporal/lead-census.js';
import { followHome } from '../../libs/temporal/follow-home.js';
import { createLeadClient } from '../../libs/temporal/lead-client.js';
import { createWorker } from './create-worker.js';
import { installRuntime } from './install-runtime.js';
import { remindOfReview } from './remind-of-review.js';
import { tendIncidents } from './tend-incidents.js';
import { timeTurns } from './time-turns.js';

const turnsAtOnce = 16;
const pingMs = 2_000;
const log = createLog('worker');

/** Hosts the leads' workflows and activities. Runs until it is told to stop, and exits with 1 if it dies: whoever started it starts it again. */
async function main(): Promise<void> {
  const env = readEnv();
  installRuntime(log);
  const connection = await connectWorker(env.temporalAddress);
  const source = await createDataSource(env.databaseUrl, {
    // Turns, and as many effects and patient turns beside them.
    poolSize: 2 * turnsAtOnce,
    statementTimeoutMs: 1_500,
    applicationName: 'baton-worker',
  }).initialize();
  const mail = createSmtp(env.smtpUrl, env.mailFrom);
  const leads = createLeadClient({ address: env.temporalAddress, namespace: env.temporalNamespace });
  const census = createLeadCensus({ address: env.temporalAddress, namespace: env.temporalNamespace });
  const home = await followHome(leads, async (id) => {
    if ((await settleHome(source, id)) !== id) log.error({ code: 'lives.elsewhere' }, livesElsewhere);
  });
  const registry = createRegistry('worker');
  const metrics = serveMetrics(registry, { port: env.metricsPort, token: env.token, log });
  const worker = await createWorker({
    connection,
    namespace: env.temporalNamespace,
    bundlePath: env.workflowBundle ?? resolve(__dirname, '../../workflow-bundle.js'),
    activities: {
      ...timeTurns(
        createActivities({
          source,
          mail,
          log,
          home: home.id,
          publicUrl: env.publicUrl,
          unsubscribeSecret: env.unsubscribeSecret,
        }),
        registry,
      ),
      ...createRetryActivities({ source, leads }),
      ...createMoveActivities({ source, leads }),
      ...createReconcileActivities({ source, leads, census, log }),
      ...createAuditActivities({ source, log }),
      ...createBacktestActivities({ source, databaseUrl: env.databaseUrl }),
    },
    turnsAtOnce,
  });
  // Before any turn is taken: what was due while all workers were away is judged with that outage on record.
  const check = (): Promise<void> => leads.ping(pingMs);
  const heart = keepBeating(source, { part: 'worker', everyMs: env.heartbeatMs, check, log });
  await heart.begun;
  const run = worker.run();
  const incidents = tendIncidents({ source, mail, log, returnPerSecond: env.mailReturnPerSecond });
  const reviews = remindOfReview({ source, mail, log, publicUrl: env.publicUrl });
  run.catch(die);
  drainOn(['SIGTERM', 'SIGINT'], log, [
    async () => worker.shutdown(),
    () => run,
    () => heart.stop(),
    () => incidents.stop(),
    () => reviews.stop(),
    async () => home.stop(),
    () => mail.close(),
    () => leads.close(),
    () => census.close(),
    () => connection.close(),
    () => metrics.close(),
    () => source.destroy(),
  ]);
  log.info('worker runs');
}

const livesElsewhere =
  'Leads live in another Temporal than this one, and no turn is taken here. Point TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE back, or, if that one is lost: npm run baton -- rebuild';

// The messages of our own start-up errors name place and cure, and bear no data of leads.
function die(err: unknown): void {
  log.fatal({ err }, `worker died: ${err instanceof Error ? err.message : 'see err'}`);
  process.exit(1);
}

main().catch(die);
