import type { Problem as PlaceAndCure } from '../../libs/domain/agreement/checked.js';

/** What went wrong, as the sender will read it. Thrown anywhere in the API; `code` says to programs what `detail` says to people. */
export class ApiProblem extends Error {
  constructor(
    readonly code: ProblemCode,
    /** What is wrong, and the cure. No personal data. */
    readonly detail: string,
    readonly more: { problems?: PlaceAndCure[]; details?: Record<string, unknown>; retryAfterSeconds?: number } = {},
  ) {
    super(detail);
    this.name = 'ApiProblem';
  }
}

/** Codes of the API's own. A refusal of a lead brings its own code and is a 409. */
export type ProblemCode = keyof typeof statuses | (string & {});

/** The only place that knows both codes and statuses. */
const statuses = {
  'request.malformed': 400,
  'cursor.unknown': 400,
  'cursor.stale': 400,
  'token.missing': 401,
  'token.expired': 401,
  'token.revoked': 401,
  'member.disabled': 403,
  'role.lacking': 403,
  'scope.lacking': 403,
  'lead.not_yours': 403,
  'rep.not_yours': 403,
  'member.not_you': 403,
  'lead.unknown': 404,
  'lead.not_yet': 404,
  'dossier.none': 404,
  'rep.unknown': 404,
  'member.unknown': 404,
  'token.unknown': 404,
  'agreement.none': 404,
  'agreement.unknown': 404,
  'team.none': 404,
  'score.none': 404,
  'import.unknown': 404,
  'retry.unknown': 404,
  'move.unknown': 404,
  'reconciliation.unknown': 404,
  'audit.unknown': 404,
  'backtest.unknown': 404,
  'backtest.no_plot': 404,
  'unsubscribe.unknown': 404,
  'route.unknown': 404,
  'lead.merged': 409,
  'command.id_reused': 409,
  'fact.id_reused': 409,
  'member.id_taken': 409,
  'member.last_admin': 409,
  'body.too_large': 413,
  'body.unknown_type': 415,
  'agreement.problems': 422,
  'team.problems': 422,
  'mapping.problems': 422,
  'backtest.period': 422,
  'server.fault': 500,
  'backtest.too_many': 503,
  'import.too_many': 503,
  'server.full': 503,
  'server.raced': 503,
  'lead.no_answer': 503,
  'postgres.away': 503,
  'temporal.away': 503,
} as const;

const titles: Record<number, string> = {
  400: 'Malformed request',
  401: 'No valid token',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Refused',
  413: 'Too large',
  415: 'Unknown content type',
  422: 'The document has problems',
  500: 'A fault of ours',
  503: 'No answer yet',
};

/** The body of `application/problem+json` (RFC 9457). */
export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  problems?: PlaceAndCure[];
  details?: Record<string, unknown>;
}

export function problemBody({ code, detail, more }: ApiProblem): ProblemBody {
  const status = code in statuses ? statuses[code as keyof typeof statuses] : 409;
  const { problems, details } = more;
  return {
    type: `urn:baton:problem:${code}`,
    title: titles[status] ?? 'Problem',
    status,
    code,
    detail,
    ...(problems ? { problems } : {}),
    ...(details && Object.keys(details).length > 0 ? { details } : {}),
  };
}
