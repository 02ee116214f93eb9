import { z } from 'zod';
import { strict } from '../../../libs/agreement-file/say.js';
import { noCounts } from '../../../libs/messages/reconcile.js';
import { at, count, limit, uuid } from '../words.js';

const counts = z.strictObject({
  orphans: count.meta({ description: 'Open leads without a running workflow' }),
  unheard: count.meta({ description: 'Leads with news that nobody was going to tell them' }),
  late: count.meta({ description: 'Leads that should have woken minutes ago, at two looks in a row' }),
  strangers: count.meta({ description: 'Running workflows whose lead has ended, or is not known to Postgres' }),
  ahead: count.meta({ description: 'Workflows with turns that Postgres does not hold: it was restored from before' }),
});

const lost = z
  .strictObject({
    from: at.nullable().meta({ description: 'What Postgres received after this instant is gone, until the restore' }),
    commands: count,
    commandIds: z.array(z.strictObject({ leadId: z.uuid(), commandId: z.uuid(), kind: z.string() })),
    leads: count,
    leadIds: z.array(z.string()),
  })
  .meta({ description: 'What only its senders can bring back; of ids the first hundred' });

export const runView = z
  .strictObject({
    reconciliationId: z.uuid(),
    kind: z.enum(['watch', 'rebuild', 'reproject']),
    by: z.string(),
    dryRun: z.boolean(),
    elsewhere: z.boolean().meta({ description: 'Leads live in another Temporal than this one: nothing was mended' }),
    leads: count.meta({ description: 'Leads in Postgres when it began' }),
    looked: count,
    found: counts,
    repaired: counts,
    examples: z.array(z.strictObject({ leadId: z.string(), code: z.string() })),
    lost: lost.nullable(),
    status: z.enum(['running', 'done', 'stopped']),
    startedAt: at,
    updatedAt: at,
    endedAt: at.nullable(),
  })
  .meta({ id: 'Reconciliation' });

export const leadsHealth = z
  .strictObject({
    status: z.enum(['ok', 'attention', 'blind']).meta({
      description: '`attention`: the last look found something; `blind`: there was none in the last quarter of an hour',
    }),
    say: z.string().meta({ description: 'What it means and what to do' }),
    lookedAt: at.nullable(),
    elsewhere: z.boolean(),
    leads: count,
    found: counts,
    repaired: counts,
    examples: z.array(z.strictObject({ leadId: z.string(), code: z.string() })),
    lastRebuild: runView.nullable(),
    lastReproject: runView.nullable(),
  })
  .meta({ id: 'Health of leads' });

export const runsQuery = strict({ kind: z.enum(['watch', 'rebuild', 'reproject']).default('watch'), limit });
export const runList = z.strictObject({ runs: z.array(runView) }).meta({ id: 'Reconciliations', description: 'Newest first' });

export const runBody = strict({
  id: uuid.optional().meta({ description: 'Makes repeating safe: the same id starts one run' }),
  dryRun: z.boolean().default(false).meta({ description: 'Looks and counts; nothing is changed' }),
});
export const startedRun = z
  .strictObject({ reconciliationId: z.uuid().meta({ description: 'Ask on at GET /v1/health/leads/runs/{reconciliationId}' }) })
  .meta({ id: 'Started reconciliation' });

const startedAt = '2026-11-23T11:00:00.000Z';
const endedAt = '2026-11-23T11:00:01.000Z';

export const runExample = {
  reconciliationId: '0d0c2f8e-5b7a-4c0e-9a53-0c4f7b1f2a10',
  kind: 'rebuild',
  by: 'olga',
  dryRun: false,
  elsewhere: false,
  leads: 1_024,
  looked: 1_024,
  found: { ...noCounts, orphans: 1_000 },
  repaired: { ...noCounts, orphans: 1_000 },
  examples: [{ leadId: '5b1c9d1e-6f0a-4b57-9d7e-0a4f2b1c3d4e', code: 'orphan.rung' }],
  lost: null,
  status: 'done',
  startedAt,
  updatedAt: endedAt,
  endedAt,
};

export const leadsHealthExample = {
  status: 'attention',
  say: 'orphans: open leads without a running workflow were found, and rung. The next look tells whether that was all; GET /v1/health/leads again in 5 minutes.',
  lookedAt: endedAt,
  elsewhere: false,
  leads: 1_024,
  found: { ...noCounts, orphans: 1 },
  repaired: { ...noCounts, orphans: 1 },
  examples: [{ leadId: '5b1c9d1e-6f0a-4b57-9d7e-0a4f2b1c3d4e', code: 'orphan.rung' }],
  lastRebuild: null,
  lastReproject: null,
};
