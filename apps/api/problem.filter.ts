import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '../../libs/process/log.js';
import { foreseenProblem } from './foreseen-problem.js';
import { ApiProblem, problemBody } from './problem.js';

/** Whatever is thrown leaves as `application/problem+json`. What nobody foresaw is logged by its type and place, and told without a word of it. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Logger) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(thrown, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  /** Also for what fails before Nest is reached. */
  answer(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const problem = foreseenProblem(thrown) ?? this.fault(thrown, request);
    const body = problemBody(problem);
    if (problem.more.retryAfterSeconds !== undefined) void reply.header('retry-after', problem.more.retryAfterSeconds);
    if (body.status === 401) void reply.header('www-authenticate', 'Bearer');
    void reply.status(body.status).type('application/problem+json').send(body);
  }

  private fault(thrown: unknown, request: FastifyRequest): ApiProblem {
    this.log.error({ err: thrown, requestId: request.id }, 'a request failed');
    return new ApiProblem('server.fault', `Something broke on our side. Ask ops to look for request ${request.id} in the log.`);
  }
}
