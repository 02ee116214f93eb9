import { setCurrentDetails, workflowInfo } from '@temporalio/workflow';
import { findingKinds, type BegunReconciliation, type ReconcileEnd, type ReconcileInput } from '../../libs/messages/reconcile.js';

type Run = ReconcileInput & { reconciliationId: string };

/** Whoever starts it by hand may leave out any part. */
export function resume(input: Partial<ReconcileInput> | undefined): Run {
  const { reconciliationId, kind = 'watch', by = 'hand', dryRun = false } = input ?? {};
  return { reconciliationId: reconciliationId ?? workflowInfo().firstExecutionRunId, kind, by, dryRun };
}

export function tellBegun(run: Run, { leads, elsewhere }: BegunReconciliation): void {
  const lines = [`Looks at ${leads} leads.`];
  if (elsewhere)
    lines.push('**Leads live in another Temporal**: nothing is mended here. If that one is lost: `npm run baton -- rebuild`.');
  tell(run, lines);
}

export function tellEnd(run: Run, { found, repaired }: ReconcileEnd): void {
  const counts = findingKinds.map((kind) => `- ${kind}: ${found[kind]} found, ${repaired[kind]} mended`);
  tell(run, ['Done.', '', ...counts]);
}

/** What people see in the Temporal UI. */
function tell({ reconciliationId, kind, by, dryRun }: Run, lines: string[]): void {
  const what = `**${kind}**${dryRun ? ', a dry run' : ''}, asked by \`${by}\``;
  setCurrentDetails([what, '', ...lines, '', `In Postgres: \`GET /v1/health/leads/runs/${reconciliationId}\``].join('\n'));
}
