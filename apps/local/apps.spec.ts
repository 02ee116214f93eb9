import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild, type Child } from '../../libs/embedded/child.js';
import { pidRecords } from '../../libs/embedded/pid-records.js';
import { workerManners } from '../worker/create-worker.js';
import { startApps } from './apps.js';
import { stopList } from './stop-list.js';

jest.mock('../../libs/embedded/child.js');

it('a worker is given longer to stop than its drain may take', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'apps-'));
  const never = new Promise<string>(() => undefined);
  jest.mocked(startChild).mockImplementation(async ({ name }) => ({ name, ended: never }) as Child);
  const say = (): void => undefined;
  await startApps({ folder, variables: {}, records: pidRecords(folder), stops: stopList(say), say });
  rmSync(folder, { recursive: true });
  const given = new Map(jest.mocked(startChild).mock.calls.map(([{ name, stopWithinMs }]) => [name, stopWithinMs]));
  expect(given.get('worker')).toBeGreaterThan(1000 * Number.parseInt(workerManners.shutdownForceTime, 10));
  expect(given.get('api')).toBeUndefined();
});
