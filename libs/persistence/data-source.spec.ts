import { createDataSource } from './data-source.js';

const url = 'postgres://nobody@nowhere.example/none';

it.each([
  [{}, 15_000],
  [{ statementTimeoutMs: 1_500 }, 6_500],
  [{ statementTimeoutMs: 0 }, Infinity],
  [{ silenceMs: 100 }, 100],
])('with %o a Postgres that is silent for %d ms is given up', (options, silenceMs) => {
  expect(createDataSource(url, options).options).toMatchObject({ extra: { silenceMs, keepAlive: true } });
});
