import { QueryFailedError, QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError } from 'typeorm';
import { codeOfError, isWeather } from './is-weather.js';
import { NoAgreement } from './turn/turn-stale.js';

const coded = (code: string): Error => Object.assign(new Error('duplicate key (email)=(eva@buyer.example)'), { code });

describe('an error of Postgres', () => {
  it.each(['08006', '40001', '40P01', '57014', '57P01', '57P03', '53300', '55P03', 'ECONNREFUSED', 'ECONNRESET'])(
    'with the code %s passes by itself',
    (code) => {
      expect(isWeather(coded(code))).toBe(true);
      expect(isWeather(new QueryFailedError('select', [], coded(code)))).toBe(true);
    },
  );

  it.each(['23505', '22P02', '42P01', 'ENOENT'])('with the code %s is a fault', (code) =>
    expect(isWeather(coded(code))).toBe(false),
  );

  it.each(['Connection terminated unexpectedly', 'timeout exceeded when trying to connect'])(
    'that says only “%s” passes',
    (message) => {
      expect(isWeather(new Error(message))).toBe(true);
    },
  );

  it('that ends a transaction between two of its statements passes', () => {
    expect(isWeather(new QueryRunnerAlreadyReleasedError())).toBe(true);
    expect(isWeather(new QueryRunnerProviderAlreadyReleasedError())).toBe(true);
  });

  it('that is many at once, one for each address, passes if one of them does', () => {
    expect(isWeather(new AggregateError([coded('ECONNREFUSED')]))).toBe(true);
  });

  it('is known by a code that repeats nothing of its message', () => {
    expect(codeOfError(new QueryFailedError('select', [], coded('23505')))).toBe('Error.23505');
  });
});

it('without an agreement in force a lead waits', () => expect(isWeather(new NoAgreement())).toBe(true));

it('anything else is a fault', () => {
  expect(isWeather(new TypeError('x is undefined'))).toBe(false);
  expect(codeOfError(new TypeError('eva@buyer.example'))).toBe('TypeError');
  expect(isWeather('text')).toBe(false);
});
