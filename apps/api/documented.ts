import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';
import { ApiProblem, problemBody } from './problem.js';

/** A route's good answer, with an example that was really given. */
export function Answers(status: number, description: string, schema: z.ZodType, example: unknown): MethodDecorator {
  return ApiResponse({ status, description, standardSchema: schema, example });
}

/** The problems a route can answer with: code and detail. Those of one status share an entry. */
export function Problems(...problems: [code: string, detail: string][]): MethodDecorator & ClassDecorator {
  const bodies = problems.map(([code, detail]) => problemBody(new ApiProblem(code, detail)));
  const statuses = [...new Set(bodies.map((body) => body.status))];
  return applyDecorators(...statuses.map((status) => documented(bodies.filter((body) => body.status === status))));
}

function documented(bodies: ReturnType<typeof problemBody>[]): MethodDecorator & ClassDecorator {
  const [first] = bodies;
  const examples = Object.fromEntries(bodies.map((body) => [body.code, { value: body }]));
  return ApiResponse({
    status: first?.status ?? 400,
    description: first?.title ?? '',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' }, examples } },
  });
}

export const malformed: [string, string] = ['request.malformed', 'The body does not fit: profil.'];
export const noToken: [string, string] = ['token.missing', 'Send the header authorization: Bearer <token>.'];
export const unknownLead: [string, string] = ['lead.unknown', 'There is no lead with this id. Capture it with POST /v1/leads.'];
export const forgedCursor: [string, string] = [
  'cursor.unknown',
  'This cursor was not given for this question. Leave `after` out to begin again.',
];
export const staleCursor: [string, string] = [
  'cursor.stale',
  'This cursor is more than a day old. Leave `after` out to begin again.',
];
