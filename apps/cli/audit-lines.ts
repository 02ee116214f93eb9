/** What GET /v1/audit/runs/{id} answers, as far as it is told here. */
export interface AuditRun {
  lives: number;
  audited: number;
  turns: number;
  reproduced: number;
  untold: number;
  differences: number;
  status: 'running' | 'done' | 'stopped';
  found: { leadId: string; sentence: string }[];
}

/** What an audit found, for people. */
export function auditLines({ audited, turns, reproduced, untold, differences, status, found }: AuditRun): string[] {
  const odd = differences - found.length;
  return [
    `${turns} turns of ${audited} lives were decided again; ${reproduced} came out as they are stored.`,
    ...(untold > 0 ? [`${untold} turns are from before Baton kept what they saw: nobody can tell.`] : []),
    ...(differences === 0 ? ['Nothing differs.'] : [`${differences} differences:`]),
    ...found.map(({ leadId, sentence }) => `  lead ${leadId}: ${sentence}`),
    ...(odd > 0 ? [`  and ${odd} more`] : []),
    ...(status === 'stopped' ? ['Then it stopped: start it again.'] : []),
  ];
}
