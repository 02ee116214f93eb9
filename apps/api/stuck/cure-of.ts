const cures: Record<string, string> = {
  'mail.refused':
    'The mail server refused the mail for good. Correct the rep’s address in the team, or the lead’s in its profile; then retry.',
  'effect.fault': 'The effect can’t be done: a bug, or a message the team no longer has. Mend the team or the code; then retry.',
  cancelled: 'Somebody cancelled the workflow. There is nothing to mend: retry.',
};

/** What ops do about a lead that is stuck for this reason. */
export function cureOf(reason: string): string {
  return cures[reason] ?? 'Mend what `failed` names; then retry.';
}

/** How one lead, or all that share a reason, are freed. */
export const howToFree = {
  one: 'POST /v1/leads/{leadId}/commands with {"id": "<a new UUID>", "kind": "retry"}',
  all: `temporal workflow signal --query 'LeadStuck = "<reason>"' --name retry --rps 20 --reason '<what was mended>' --yes`,
};
