import type { Role } from '../../../libs/persistence/members/member.js';

const everyone: Role[] = ['marketing', 'sales', 'manager', 'rep', 'ops', 'admin'];
const heads: Role[] = ['marketing', 'sales', 'admin'];
const ops: Role[] = ['ops', 'admin'];
const admins: Role[] = ['admin'];
/** For what shows figures, and no leads. */
const readers: Role[] = ['marketing', 'sales', 'manager', 'ops', 'admin'];
/** For what shows leads of all reps. */
const overseers: Role[] = ['marketing', 'sales', 'ops', 'admin'];

/** What was decided: which roles may call which route, said a second time beside `@Allow`, so that nobody opens a door by accident. */
export const rolesAndRoutes: Record<string, Role[] | 'everybody'> = {
  'GET /healthz': 'everybody',
  'GET /readyz': 'everybody',
  'GET /v1/agreement.schema.json': 'everybody',
  'GET /v1/mapping.schema.json': 'everybody',
  'GET /v1/unsubscribe/{token}': 'everybody',
  'POST /v1/unsubscribe/{token}': 'everybody',

  'GET /v1/me': everyone,
  'GET /v1/members': admins,
  'POST /v1/members': admins,
  'PATCH /v1/members/{memberId}': admins,
  'POST /v1/members/{memberId}/tokens': admins,
  'GET /v1/members/{memberId}/tokens': everyone,
  'DELETE /v1/members/{memberId}/tokens/{tokenId}': everyone,

  'POST /v1/leads': heads,
  'GET /v1/leads': everyone,
  'GET /v1/leads/{leadId}': everyone,
  'GET /v1/leads/{leadId}/events': everyone,
  'GET /v1/leads/{leadId}/facts': everyone,
  'GET /v1/leads/{leadId}/score': everyone,
  'GET /v1/leads/{leadId}/dossier': everyone,
  'GET /v1/leads/{leadId}/effects': everyone,
  'GET /v1/leads/{leadId}/commands': everyone,
  'POST /v1/leads/{leadId}/commands': everyone,
  'GET /v1/reps/{repId}/queue': everyone,

  'POST /v1/facts': heads,
  'POST /v1/imports': ['marketing', 'ops', 'admin'],
  'GET /v1/imports/{importId}': ['marketing', 'ops', 'admin'],

  'GET /v1/funnel': readers,
  'GET /v1/scorecard': readers,
  'GET /v1/incidents': readers,
  'GET /v1/stuck': ops,
  'POST /v1/stuck/retry': ops,
  'GET /v1/stuck/retries': ops,
  'GET /v1/stuck/retries/{retryId}': ops,
  'GET /v1/health/leads': ops,
  'GET /v1/health/leads/runs': ops,
  'GET /v1/health/leads/runs/{reconciliationId}': ops,
  'POST /v1/health/leads/rebuild': ops,
  'POST /v1/health/leads/reproject': ops,
  'GET /metrics': ops,
  'GET /v1/audit/runs': overseers,
  'GET /v1/audit/runs/{auditRunId}': overseers,
  'POST /v1/audit/runs': ops,

  'POST /v1/agreements/{version}/moves': heads,
  'GET /v1/moves/{moveId}': overseers,
  'POST /v1/moves/{moveId}/start': heads,
  'POST /v1/moves/{moveId}/undo': heads,

  'POST /v1/agreements/check': readers,
  'POST /v1/agreements': heads,
  'PUT /v1/agreements/{version}': heads,
  'POST /v1/agreements/{version}/propose': heads,
  'POST /v1/agreements/{version}/signatures': heads,
  'POST /v1/agreements/{version}/withdraw': heads,
  'POST /v1/agreements/{version}/counter': heads,
  'GET /v1/agreements': everyone,
  'GET /v1/agreements/current': everyone,
  'POST /v1/agreements/{version}/backtest': overseers,
  'GET /v1/agreements/{version}/backtest': overseers,
  'GET /v1/agreements/{version}/backtest/plots/{plot}': overseers,
  'GET /v1/agreements/{version}': everyone,
  'GET /v1/agreements/{from}/diff/{to}': everyone,
  'POST /v1/teams': ['sales', 'ops', 'admin'],
  'GET /v1/teams/current': everyone,
};
