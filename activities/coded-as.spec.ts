import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { NoAnswer } from '../libs/temporal/no-answer.js';
import { codedAs } from './coded-as.js';

const failureOf = (error: Error): Promise<unknown> =>
  codedAs('some.fault')(() => Promise.reject(error)).catch((failure: unknown) => failure);

describe('a failure leaves', () => {
  it.each([
    ['as weather, when nobody answered', new NoAnswer('grpc.UNAVAILABLE'), 'weather', false, 'grpc.UNAVAILABLE'],
    ['as weather, when Postgres is away', Object.assign(new Error(), { code: '57P01' }), 'weather', false, 'Error.57P01'],
    ['as a fault, otherwise', new TypeError('Eva is undefined'), 'some.fault', true, 'TypeError'],
  ])('%s', async (_how, error, type, nonRetryable, code) => {
    const failure = await failureOf(error);
    expect(failure).toBeInstanceOf(ApplicationFailure);
    expect(failure).toMatchObject({ type, nonRetryable, message: code, details: [code] });
  });

  it('as it is, when the worker ends: another attempt goes on', async () => {
    const ends = new CancelledFailure('The worker ends; another goes on');
    expect(await failureOf(ends)).toBe(ends);
  });
});
