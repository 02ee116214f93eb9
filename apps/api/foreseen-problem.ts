import { HttpException } from '@nestjs/common';
import { Refusal } from '../../libs/domain/lifecycle/refusal.js';
import { UnknownVersion } from '../../libs/persistence/agreements/write-version.js';
import { isRace } from '../../libs/persistence/in-transaction.js';
import { isAway } from '../../libs/persistence/is-weather.js';
import { ApiProblem } from './problem.js';

/** The problem behind an error of Fastify, Nest or Postgres; null for one that nobody foresaw. */
export function foreseenProblem(thrown: unknown): ApiProblem | null {
  if (thrown instanceof ApiProblem) return thrown;
  const cause = thrown instanceof HttpException ? thrown.cause : thrown;
  return fromFastify(cause) ?? fromNest(thrown) ?? fromVersions(thrown) ?? fromPostgres(thrown);
}

/** What the agreement's versions refuse. */
function fromVersions(thrown: unknown): ApiProblem | null {
  if (thrown instanceof Refusal) return new ApiProblem(thrown.code, thrown.message, { details: thrown.details });
  if (!(thrown instanceof UnknownVersion)) return null;
  return new ApiProblem(
    'agreement.unknown',
    `There is no version ${thrown.version} of the agreement. GET /v1/agreements lists them all.`,
  );
}

/** Fastify's own refusals, before a route is reached. */
function fromFastify(thrown: unknown): ApiProblem | null {
  switch (codeOf(thrown)) {
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return malformed('The body is no valid JSON. Check commas, quotes and brackets.');
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return malformed('The body is empty. Send a JSON object.');
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return malformed('The body is not as long as content-length says. Let your HTTP client set that header.');
    case 'FST_ERR_BAD_URL':
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return malformed('The URL can not be read. Encode its special characters, and keep its parts short.');
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new ApiProblem(
        'body.too_large',
        'The body is larger than 8 MB. Send fewer facts at a time; an agreement or a team has at most 1 MB.',
      );
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new ApiProblem(
        'body.unknown_type',
        'Send content-type: application/json; for an agreement or a team, application/yaml will do too.',
      );
    default:
      return null;
  }
}

/** Nest's: an unknown route. The rest of its 4xx are bodies that could not be parsed (a key such as __proto__ among them). */
function fromNest(thrown: unknown): ApiProblem | null {
  if (!(thrown instanceof HttpException) || thrown.getStatus() >= 500) return null;
  if (thrown.getStatus() === 404) return new ApiProblem('route.unknown', 'There is nothing here. /docs lists every route.');
  return malformed('The request can not be read. Compare it with /docs.');
}

const malformed = (detail: string): ApiProblem => new ApiProblem('request.malformed', detail);

function fromPostgres(thrown: unknown): ApiProblem | null {
  if (isRace(thrown))
    return new ApiProblem('server.raced', 'Others kept writing the same rows; nothing was stored. Send the same again.', {
      retryAfterSeconds: 1,
    });
  if (!isAway(thrown)) return null;
  return new ApiProblem('postgres.away', 'The database is away; nothing was stored by halves. Send the same again.', {
    retryAfterSeconds: 1,
  });
}

function codeOf(error: unknown): string {
  return String((error as { code?: unknown } | null | undefined)?.code ?? '');
}
