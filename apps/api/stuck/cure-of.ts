const cures: Record<string, string> = {
  'mail.refused':
    'The mail server refused the mail for good. Correct the rep’s address in the team, or the lead’s in its profile; then retry.',
  'effect.fault': 'The effect can’t be done: a bug, or a message the team no longer has. Mend the team or the code; then retry.',
  'turn.fault':
    'A turn can’t be taken: a bug. The worker’s log names the lead and the error’s class. Deploy the fix; then retry.',
  'turn.ahead':
    'Postgres was restored from a backup, and this lead had come further. For all such leads: npm run baton -- reproject --dry-run.',
  cancelled: 'Somebody cancelled the workflow. There is nothing to mend: retry.',
};

/** What ops do about a lead that is stuck for this reason. */
export function cureOf(reason: string): string {
  return cures[reason] ?? 'Mend what `failed` names; then retry.';
}

/** How one lead, or all that share a reason, are freed. */
export const howToFree = {
  one: 'POST /v1/leads/{leadId}/commands with {"id": "<a new UUID>", "kind": "retry"}',
  all: 'POST /v1/stuck/retry with {"reason": "<reason>", "dryRun": true} says which; without dryRun it frees them',
};
