import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { QueryFailedError } from 'typeorm';
import type { Logger } from '../../libs/process/log.js';
import { ApiProblem, problemBody } from './problem.js';

/** Whatever is thrown leaves as `application/problem+json`. What nobody foresaw is logged by its type and place, and told without a word of it. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Logger) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const problem = this.toProblem(thrown, http.getRequest<FastifyRequest>());
    const body = problemBody(problem);
    const reply = http.getResponse<FastifyReply>().status(body.status).type('application/problem+json');
    if (problem.more.retryAfterSeconds !== undefined) reply.header('retry-after', problem.more.retryAfterSeconds);
    if (body.status === 401) reply.header('www-authenticate', 'Bearer');
    void reply.send(body);
  }

  private toProblem(thrown: unknown, request: FastifyRequest): ApiProblem {
    if (thrown instanceof ApiProblem) return thrown;
    const foreseen = fromFastify(thrown) ?? fromNest(thrown) ?? fromPostgres(thrown);
    if (foreseen) return foreseen;
    this.log.error({ err: thrown, requestId: request.id }, 'a request failed');
    return new ApiProblem('server.fault', `Something broke on our side. Ask ops to look for request ${request.id} in the log.`);
  }
}

/** Fastify's own refusals, before a route is reached. */
function fromFastify(thrown: unknown): ApiProblem | null {
  switch ((thrown as { code?: unknown } | null)?.code) {
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return malformed('The body is no valid JSON. Check commas, quotes and brackets.');
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return malformed('The body is empty. Send a JSON object.');
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return malformed('The body is not as long as content-length says. Let your HTTP client set that header.');
    case 'FST_ERR_BAD_URL':
      return malformed('The URL can not be read. Encode its special characters.');
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new ApiProblem('body.too_large', 'The body is larger than 8 MB. Send fewer facts at a time.');
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new ApiProblem(
        'body.unknown_type',
        'Send content-type: application/json; for an agreement or a team, application/yaml will do too.',
      );
    default:
      return thrown instanceof SyntaxError ? malformed('The body is no valid JSON. Check commas, quotes and brackets.') : null;
  }
}

/** Nest's: an unknown route; its wrapping of Fastify's parser errors. */
function fromNest(thrown: unknown): ApiProblem | null {
  if (!(thrown instanceof HttpException)) return null;
  if (thrown.getStatus() === 404) return new ApiProblem('route.unknown', 'There is nothing here. /docs lists every route.');
  if (thrown.getStatus() < 500) return malformed('The request can not be read. Compare it with /docs.');
  return null;
}

const malformed = (detail: string): ApiProblem => new ApiProblem('request.malformed', detail);

/** SQLSTATE classes 08 (connection), 53 (resources), 57 (shutdown, cancelled statement), and what Node says when nobody listens. */
const away = /^(08|53|57)|^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$/;

function fromPostgres(thrown: unknown): ApiProblem | null {
  const error = (thrown instanceof QueryFailedError ? thrown.driverError : thrown) as {
    code?: unknown;
    message?: unknown;
  } | null;
  const isAway =
    (typeof error?.code === 'string' && away.test(error.code)) ||
    /^(Connection terminated|timeout exceeded when trying to connect)/.test(String(error?.message ?? '')) ||
    (thrown instanceof Error && thrown.name === 'CannotConnectAlreadyConnectedError') ||
    /DataSource is not set|Driver not Connected/.test(String(error?.message ?? ''));
  if (!isAway) return null;
  return new ApiProblem(
    'postgres.away',
    'The database is away for the moment; nothing was stored by halves. Send the same again.',
    {
      retryAfterSeconds: 1,
    },
  );
}
