import { QueryFailedError, QueryRunnerProviderAlreadyReleasedError } from 'typeorm';
import { Raced } from '../../libs/persistence/in-transaction.js';
import { foreseenProblem } from './foreseen-problem.js';
import { problemBody } from './problem.js';

const postgresSays = (code: string): QueryFailedError =>
  new QueryFailedError('select', [], Object.assign(new Error('no'), { code }));
const told = (thrown: unknown): unknown[] => {
  const problem = foreseenProblem(thrown);
  return problem === null ? [] : [problemBody(problem).status, problem.code, problem.more.retryAfterSeconds];
};

describe('work that was overtaken again and again', () => {
  it.each([new Raced('a fact was stored'), postgresSays('40P01'), postgresSays('40001')])('may be sent again: %p', (thrown) => {
    expect(told(thrown)).toEqual([503, 'server.raced', 1]);
  });
});

describe('a database that is away', () => {
  it('is told as such; a statement that can never be right is not', () => {
    expect(told(postgresSays('08006'))).toEqual([503, 'postgres.away', 1]);
    // Its connection broke between two statements of a transaction.
    expect(told(new QueryRunnerProviderAlreadyReleasedError())).toEqual([503, 'postgres.away', 1]);
    expect(told(postgresSays('22P02'))).toEqual([]);
  });
});
