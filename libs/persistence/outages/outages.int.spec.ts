import type { DataSource } from 'typeorm';
import { testDatabase } from '../../../test/support/stack.js';
import { createDataSource } from '../data-source.js';
import { beat, firstBeat, type Part } from './beat.js';
import { keepBeating } from './keep-beating.js';
import { loadOutages } from './load-outages.js';

let source: DataSource;
beforeAll(async () => {
  source = await createDataSource((await testDatabase('outages')).url).initialize();
});
beforeEach(async () => {
  await source.query('delete from heartbeat');
  await source.query('delete from outage');
});
afterAll(() => source.destroy());

const gapMs = 30_000;
const silentFor = (part: Part, seconds: number): Promise<unknown> =>
  source.query(`update heartbeat set beat_at = beat_at - $2 * interval '1 second' where part = $1`, [part, seconds]);
const log = { warn: (): void => undefined };

describe('a part that comes back', () => {
  it('has been away since its last heartbeat, if that is longer ago than its gap', async () => {
    await firstBeat(source, 'worker', gapMs);
    expect(await beat(source, 'worker', gapMs)).toBeNull();
    await silentFor('worker', 29);
    expect(await beat(source, 'worker', gapMs)).toBeNull();
    await silentFor('worker', 90);
    const outage = await beat(source, 'worker', gapMs);
    expect((outage!.untilAt - outage!.fromAt) / 1_000).toBeCloseTo(90, 0);
  });

  it('is noted once, whoever of its processes comes first', async () => {
    await firstBeat(source, 'api', gapMs);
    await silentFor('api', 600);
    const found = await Promise.all(Array.from({ length: 8 }, () => beat(source, 'api', gapMs)));
    expect(found.filter((outage) => outage !== null)).toHaveLength(1);
    expect(await source.query('select part from outage')).toEqual([{ part: 'api' }]);
  });

  it('was never away when it is there for the first time', async () => {
    const beating = keepBeating(source, { part: 'relay', everyMs: 1_000, check: async () => undefined, log });
    await beating.begun;
    await beating.stop();
    expect(await source.query('select part from heartbeat')).toEqual([{ part: 'relay' }]);
    expect(await source.query('select part from outage')).toEqual([]);
  });

  it('does not beat while it can’t do its work', async () => {
    await firstBeat(source, 'worker', gapMs);
    await silentFor('worker', 90);
    const beating = keepBeating(source, { part: 'worker', everyMs: 1_000, check: () => Promise.reject(new Error('away')), log });
    await beating.begun;
    await beating.stop();
    expect(await source.query('select part from outage')).toEqual([]);
  });
});

describe('outages that matter to a clock', () => {
  it('are those of api and worker since an instant, and a silence that goes on', async () => {
    const minute = 60_000;
    const now = Date.now();
    const away = (part: Part, from: number, until: number): Promise<unknown> =>
      source.query('insert into outage values ($1, $2, $3)', [part, new Date(now + from), new Date(now + until)]);
    await away('worker', -60 * minute, -50 * minute);
    await away('api', -20 * minute, -10 * minute);
    await away('relay', -20 * minute, -10 * minute);
    await firstBeat(source, 'worker', gapMs);
    await firstBeat(source, 'api', gapMs);
    await silentFor('api', 120);
    const found = await loadOutages(source.manager, now - 30 * minute);
    expect(found.map(({ part }) => part)).toEqual(['api', 'api']);
    expect(found[1]!.untilAt).toBeGreaterThan(Date.now());
  });
});
