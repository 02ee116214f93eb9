type Counts = Record<'orphans' | 'unheard' | 'late' | 'strangers' | 'ahead', number>;

/** What GET /v1/health/leads/runs/{id} answers, as far as it is told here. */
export interface Run {
  kind: 'watch' | 'rebuild' | 'reproject';
  dryRun: boolean;
  elsewhere: boolean;
  leads: number;
  looked: number;
  found: Counts;
  repaired: Counts;
  lost: {
    from: string | null;
    commands: number;
    commandIds: { leadId: string; commandId: string; kind: string }[];
    leads: number;
    leadIds: string[];
  } | null;
  status: 'running' | 'done' | 'stopped';
}

/** Whether what was asked for is done. A rebuild may begin elsewhere, and moves leads here; a re-projection mends nothing there. */
export function isDone({ kind, status, dryRun, elsewhere, repaired, found }: Run): boolean {
  if (status !== 'done' || dryRun) return status === 'done';
  return kind === 'reproject' ? !elsewhere : repaired.orphans >= found.orphans;
}

/** What a rebuild or a re-projection did, or would do, for people. */
export function runLines(run: Run): string[] {
  const lines = run.kind === 'reproject' ? reprojectLines(run) : rebuildLines(run);
  return run.status === 'done' ? lines : [...lines, 'Then it stopped: do it again, it goes on where it was.'];
}

function rebuildLines({ dryRun, elsewhere, leads, found, repaired }: Run): string[] {
  if (!dryRun)
    return [`${repaired.orphans} of ${found.orphans} open leads without a workflow are back; ${leads} leads were looked at.`];
  return [
    `A dry run: of ${leads} leads ${found.orphans} are open and have no workflow here; they would be opened from their rows.`,
    ...(elsewhere ? ['Leads live in another Temporal until now: a rebuild moves them here, and none lives there any more.'] : []),
  ];
}

function reprojectLines({ dryRun, elsewhere, found, repaired, lost }: Run): string[] {
  const first = dryRun
    ? `A dry run: ${found.ahead} leads have come further than Postgres tells, and would go on from what it holds.`
    : `${repaired.ahead} of ${found.ahead} leads that had come further than Postgres tells go on from what it holds.`;
  const moved = elsewhere ? ['Leads live in another Temporal than this one: nothing is changed here.'] : [];
  return [first, ...moved, ...(lost === null ? [] : lostLines(lost))];
}

function lostLines({ from, commands, commandIds, leads, leadIds }: NonNullable<Run['lost']>): string[] {
  const facts = `Facts and captures received since ${from} and before the restore are gone: their senders must send them again; ids make that safe.`;
  const more = (all: number, shown: number): string[] => (all > shown ? [`  and ${all - shown} more`] : []);
  return [
    ...(from === null ? [] : [facts]),
    `${commands} commands are gone: whoever asked them must ask again.`,
    ...commandIds.map(({ leadId, commandId, kind }) => `  ${kind} ${commandId} of lead ${leadId}`),
    ...more(commands, commandIds.length),
    `${leads} leads are not known to Postgres at all: their senders must capture them again.`,
    ...leadIds.map((leadId) => `  lead ${leadId}`),
    ...more(leads, leadIds.length),
  ];
}
