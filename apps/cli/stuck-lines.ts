/** What GET /v1/stuck and POST /v1/stuck/retry answer, as far as it is told here. */
export interface Stuck {
  counts: { reason: string; leads: number; oldest: string | null; cure: string }[];
}

export interface Plan {
  retryId: string | null;
  dryRun: boolean;
  leads: number;
  reasons: Stuck['counts'];
  examples: { leadId: string; reason: string; since: string }[];
}

/** What is stuck, for people. */
export function stuckLines({ counts }: Stuck, reason?: string): string[] {
  const shown = counts.filter((counted) => reason === undefined || counted.reason === reason);
  return shown.length === 0 ? ['Nobody is stuck.'] : shown.flatMap(countLines);
}

/** What a retry does, or would do. */
export function planLines({ retryId, dryRun, leads, reasons, examples }: Plan): string[] {
  if (leads === 0) return ['Nobody fits: nothing to retry.'];
  return [
    dryRun
      ? `A dry run: ${leads} leads would be sent retry. They are stuck by:`
      : `${leads} leads are sent retry (${retryId}). Until now they were stuck by:`,
    ...reasons.flatMap(countLines),
    ...(dryRun ? examples.map(({ leadId, reason, since }) => `  lead ${leadId}: ${reason} since ${since}`) : []),
  ];
}

function countLines({ reason, leads, oldest, cure }: Stuck['counts'][number]): string[] {
  const since = oldest === null ? '' : `, the longest since ${oldest}`;
  return [`${leads.toLocaleString('en').padStart(9)} ${reason}${since}`, `          ${cure}`];
}
