import { TestEnvironment } from 'jest-environment-node';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** What a test file leaves in its world for its environment to find. */
export interface FileWorld {
  batonDatabases?: string[];
}

const guarded = ['TCPSocketWrap', 'TCPServerWrap', 'ProcessWrap'];

/** Fails a test file that leaves connections, servers or child processes open, and keeps the databases of one that failed. */
class Environment extends TestEnvironment {
  private failed = false;
  private readonly before = openResources();

  handleTestEvent(event: { name: string }): void {
    if (event.name === 'test_fn_failure' || event.name === 'hook_failure') this.failed = true;
  }

  override async teardown(): Promise<void> {
    const databases = [...((this.global as FileWorld).batonDatabases ?? [])];
    await super.teardown();
    if (this.failed) keep(databases);
    else await this.refuseLeaks();
  }

  private async refuseLeaks(): Promise<void> {
    let left = leaks(this.before, openResources());
    for (let tries = 0; tries < 40 && left.length > 0; tries++) {
      await pause(25);
      left = leaks(this.before, openResources());
    }
    if (left.length > 0) throw new Error(`This test file leaves open: ${left.join(', ')}. Close what it opened in afterAll.`);
  }
}

function openResources(): string[] {
  return process.getActiveResourcesInfo().filter((kind) => guarded.includes(kind));
}

function leaks(before: string[], after: string[]): string[] {
  const known = [...before];
  return after.filter((kind) => {
    const index = known.indexOf(kind);
    if (index >= 0) known.splice(index, 1);
    return index < 0;
  });
}

function keep(databases: string[]): void {
  if (databases.length === 0) return;
  // Read here: environments are loaded outside Jest's resolver, so this file imports no other.
  const { folder } = JSON.parse(process.env['BATON_TEST_STACK'] ?? '') as { folder: string };
  appendFileSync(join(folder, 'kept'), databases.map((name) => `${name}\n`).join(''));
  process.stderr.write(`kept for a look until the next run: ${databases.join(', ')} in ${folder}/postgres\n`);
}

export { Environment as default };
