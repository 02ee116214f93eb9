/** What routes are about: the word after /v1/. A token may be kept to some of them. */
const subjects = [
  'agreements',
  'audit',
  'facts',
  'funnel',
  'health',
  'imports',
  'incidents',
  'leads',
  'members',
  'metrics',
  'moves',
  'reps',
  'scorecard',
  'stuck',
  'teams',
] as const;

/** Every scope: `facts:write`, `leads:read`… */
export const scopes = subjects.flatMap((subject) => [`${subject}:read`, `${subject}:write`]);

/** The scope that a request of this method to this route needs; null for `/v1/me`, which every token may ask. Throws for an unknown subject, with the cure. */
export function scopeOf(method: string, url: string): string | null {
  const subject = /^\/(?:v1\/)?([^/]+)/.exec(url)?.[1] ?? '';
  if (subject === 'me') return null;
  const scope = `${subject}:${['GET', 'HEAD'].includes(method) ? 'read' : 'write'}`;
  if (scopes.includes(scope)) return scope;
  throw new Error(`No token can be kept to ${method} ${url}. Add \`${subject}\` to the subjects in apps/api/members/scopes.ts.`);
}
