import { setCurrentDetails, workflowInfo } from '@temporalio/workflow';
import type { FreeStuckEnd, FreeStuckInput, FreeStuckProgress } from '../../libs/messages/free-stuck.js';

/** What one run of the workflow knows. */
export interface RetryRun extends FreeStuckInput {
  readonly retryId: string;
  /** Null until it is noted in Postgres. */
  carried: FreeStuckProgress | null;
}

/** Whoever starts it by hand may leave out any part. */
export function resume(input: Partial<FreeStuckInput> | undefined): RetryRun {
  const { retryId, by, reason = null, olderThanMs = null, most = null, carried = null } = input ?? {};
  return { retryId: retryId ?? workflowInfo().firstExecutionRunId, by: by ?? 'hand', reason, olderThanMs, most, carried };
}

/** How many leads may still be retried, at most `batch`. */
export const nextBatch = ({ most }: RetryRun, { retried }: FreeStuckProgress, batch: number): number =>
  most === null ? batch : Math.min(batch, most - retried);

export const end = ({ retryId }: RetryRun, { matched, retried }: FreeStuckProgress): FreeStuckEnd => ({
  retryId,
  matched,
  retried,
});

/** What people see in the Temporal UI. */
export function tellProgress(run: RetryRun, { matched, retried }: FreeStuckProgress, isDone: boolean): void {
  setCurrentDetails(
    [
      `**${retried}** of ${matched} stuck leads were sent \`retry\`${isDone ? '. Done.' : ' so far.'}`,
      '',
      `- which: ${which(run)}`,
      `- asked by: \`${run.by}\``,
      `- in Postgres: \`GET /v1/stuck/retries/${run.retryId}\``,
      '',
      'A lead whose step fails again is stuck again: `GET /v1/stuck`.',
    ].join('\n'),
  );
}

function which({ reason, olderThanMs, most }: RetryRun): string {
  return [
    reason === null ? 'whatever the reason' : `reason \`${reason}\``,
    ...(olderThanMs === null ? [] : [`stuck for more than ${Math.round(olderThanMs / 60_000)} min`]),
    ...(most === null ? [] : [`at most ${most}`]),
  ].join(', ');
}
