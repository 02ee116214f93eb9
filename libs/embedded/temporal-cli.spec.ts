import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildTemporalCli } from './build-temporal-cli.js';
import { cachedCli, cliVersion, findTemporalCli } from './temporal-cli.js';

describe('the Temporal CLI is looked for', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cli-'));
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  const cacheHome = join(folder, 'cache');
  const cached = cachedCli(cacheHome);
  /** A program that tells a version as the real one does. */
  const program = (file: string, tells: string): string => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `#!/bin/sh\necho "${tells}"\n`);
    chmodSync(file, 0o755);
    return file;
  };
  const recent = 'temporal version 1.9.1 (Server 1.32.0, UI 2.54.1)';
  const old = 'temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)';

  beforeEach(() => {
    said.length = 0;
    rmSync(folder, { recursive: true, force: true });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('first where TEMPORAL_CLI_PATH says', async () => {
    const named = program(join(folder, 'named'), recent);
    program(join(folder, 'bin/temporal'), recent);
    const found = await findTemporalCli({ temporalCliPath: named, path: [join(folder, 'bin')], cacheHome, say });
    expect(found).toEqual({ file: named, serverVersion: '1.32.0' });
  });

  it.each([
    ['is not there', undefined, 'is not a Temporal CLI that runs here. Correct it, or unset it'],
    ['is something else', 'hello', 'is not a Temporal CLI that runs here'],
    ['is too old', old, 'holds server 1.29.1; Baton needs 1.30 or newer'],
  ])('and nowhere else when what TEMPORAL_CLI_PATH names %s', async (_, tells, problem) => {
    const temporalCliPath = tells ? program(join(folder, 'named'), tells) : join(folder, 'missing');
    program(cached, recent);
    await expect(findTemporalCli({ temporalCliPath, path: [], cacheHome, say })).rejects.toThrow(problem);
  });

  it('then on PATH, where one that is too old is passed over, said aloud', async () => {
    program(join(folder, 'old/temporal'), old);
    const file = program(join(folder, 'bin/temporal'), recent);
    const path = [join(folder, 'empty'), join(folder, 'old'), join(folder, 'bin')];
    expect(await findTemporalCli({ path, cacheHome, say })).toEqual({ file, serverVersion: '1.32.0' });
    expect(said).toEqual([expect.stringContaining('old/temporal is passed over: Baton needs a Temporal server 1.30 or newer')]);
  });

  it('then in our cache, under the version that go.mod pins', async () => {
    program(cached, recent);
    expect(cached).toBe(join(cacheHome, `baton/temporal-${cliVersion()}`));
    expect(await findTemporalCli({ path: [], cacheHome, say })).toEqual({ file: cached, serverVersion: '1.32.0' });
  });

  it('then built by Go, in one step, and what a killed build left is removed', async () => {
    // A Go that compiles in no time: it writes what it is asked to after -o.
    const go = join(folder, 'go/go');
    program(go, '');
    writeFileSync(go, `#!/bin/sh\nwhile [ "$1" != -o ]; do shift; done\nprintf '#!/bin/sh\\necho "${recent}"' > "$2"\n`);
    program(`${cached}.1999999999`, 'half a file');
    const found = await findTemporalCli({ path: [dirname(go)], cacheHome, say }, [buildTemporalCli]);
    expect(found).toEqual({ file: cached, serverVersion: '1.32.0' });
    expect(readdirSync(dirname(cached))).toEqual([`temporal-${cliVersion()}`]);
    expect(said).toEqual([expect.stringContaining('building the Temporal CLI')]);
  });

  it('and when all of that fails, one message says why and what helps', async () => {
    const go = program(join(folder, 'go/go'), '');
    writeFileSync(go, '#!/bin/sh\necho no compiler >&2; exit 1\n');
    const search = findTemporalCli({ path: [dirname(go)], cacheHome, say }, [async () => 'no download', buildTemporalCli]);
    await expect(search).rejects.toThrow(/no download\n.*Go could not build it: no compiler\n(.*\n)*.*TEMPORAL_CLI_PATH/);
    expect(readdirSync(dirname(cached))).toEqual([]);
  });
});
