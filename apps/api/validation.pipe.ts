import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { z } from 'zod';
import { bodyProblems } from './body-problems.js';
import { ApiProblem } from './problem.js';

/** Checks bodies, params and queries against the zod schema beside their route, and says every problem at once. */
@Injectable()
export class ValidationPipe implements PipeTransform {
  transform(value: unknown, { schema, type, data }: ArgumentMetadata): unknown {
    if (!(schema instanceof z.ZodType)) return value;
    // `reportInput` tells a missing field from one of the wrong type; the input itself is never shown.
    const result = schema.safeParse(value, { reportInput: true });
    if (result.success) return result.data;
    const problems = bodyProblems(result.error.issues, data === undefined ? [] : [data]);
    throw new ApiProblem('request.malformed', `The ${names[type]} does not fit: ${places(problems)}.`, { problems });
  }
}

const names: Record<ArgumentMetadata['type'], string> = { body: 'body', query: 'query', param: 'path', custom: 'request' };

function places(problems: { path: string }[]): string {
  return [...new Set(problems.map(({ path }) => path || 'the whole'))].slice(0, 5).join(', ');
}
