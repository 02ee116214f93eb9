import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

interface Violation {
  from: string;
  rule: { name: string };
}

/** One broken file for each rule: a small house in a temporary folder, cruised with the real rules. */
const broken: Record<string, { file: string; text: string }> = {
  '1-domain-is-pure': { file: 'libs/domain/impure.ts', text: `import '../messages/names.js';` },
  '2-workflows-are-sealed': { file: 'workflows/unsealed.ts', text: `import 'node:fs';` },
  '2-workflows-know-activities-by-type': {
    file: 'workflows/doing.ts',
    text: `import { act } from '../activities/act.js';\nact();`,
  },
  '3-libs-stand-alone': { file: 'libs/channels/leaning.ts', text: `import '../../activities/act.js';` },
  '3-apps-stand-apart': { file: 'apps/relay/neighbour.ts', text: `import '../api/route.js';` },
  '3-product-knows-no-test': { file: 'apps/relay/tested.ts', text: `import '../../test/given.js';` },
  '4-one-writer-of-life': { file: 'apps/relay/writer.ts', text: `import '../../libs/persistence/turn/write.js';` },
  '4-readers-serve-the-api': { file: 'apps/relay/reading.ts', text: `import '../../libs/persistence/readers/one.js';` },
  '4-entities-stay-in-persistence': { file: 'apps/api/entity.ts', text: `import '../../libs/persistence/entities/lead.js';` },
  '4-temporal-client-in-one-place': { file: 'apps/api/client.ts', text: `import '@temporalio/client';` },
  '4-nest-in-the-api': { file: 'apps/worker/nest.ts', text: `import '@nestjs/common';` },
  '5-no-cycles': { file: 'libs/channels/egg.ts', text: `import './hen.js';` },
  '5-no-orphans': { file: 'libs/channels/alone.ts', text: `export const alone = 1;` },
  '5-no-drawers': { file: 'libs/channels/drawn.ts', text: `import '../utils/things.js';` },
  '5-no-loose-ends': { file: 'libs/channels/loose.ts', text: `import 'no-such-package';` },
};
const sound: Record<string, string> = {
  'package.json': '{ "dependencies": { "@nestjs/common": "1", "@temporalio/client": "1", "@temporalio/workflow": "1" } }',
  'tsconfig.json': '{ "compilerOptions": { "module": "nodenext" } }',
  'node_modules/@nestjs/common/index.js': '',
  'node_modules/@temporalio/client/index.js': '',
  'node_modules/@temporalio/workflow/index.js': '',
  'libs/domain/rule.ts': 'export type Rule = 1;',
  'libs/messages/names.ts': `import type { Rule } from '../domain/rule.js';\nexport const name: Rule = 1;`,
  'libs/utils/things.ts': `import '../messages/names.js';`,
  'libs/channels/hen.ts': `import './egg.js';`,
  'libs/persistence/entities/lead.ts': `import '../../domain/rule.js';`,
  'libs/persistence/readers/one.ts': `import '../entities/lead.js';`,
  'libs/persistence/turn/write.ts': `import '../entities/lead.js';`,
  'activities/act.ts': `import '../libs/persistence/turn/write.js';\nexport const act = () => 1;\nexport type Act = typeof act;`,
  'workflows/life.ts': `import type { Act } from '../activities/act.js';\nimport '@temporalio/workflow';\nimport '../libs/messages/names.js';\nexport type Life = Act;`,
  'apps/api/route.ts': `import '@nestjs/common';\nimport '../../libs/persistence/readers/one.js';`,
  'test/given.ts': `import '../libs/domain/rule.js';`,
};

describe('the import rules', () => {
  const root = resolve(__dirname, '..');
  const house = mkdtempSync(join(tmpdir(), 'baton-import-rules-'));
  let violations: Violation[] = [];

  beforeAll(() => {
    for (const [file, text] of Object.entries(sound)) write(join(house, file), text);
    for (const { file, text } of Object.values(broken)) write(join(house, file), text);
    violations = cruise(root, house);
  }, 30_000);
  afterAll(() => rmSync(house, { recursive: true, force: true }));

  it.each(Object.keys(broken))('%s finds the file that breaks it', (rule) => {
    expect(violations.filter((violation) => violation.rule.name === rule).map((violation) => violation.from)).toContain(
      broken[rule]?.file,
    );
  });

  it('leave sound files alone', () => {
    const accused = new Set(violations.map((violation) => violation.from));
    const innocent = Object.keys(sound).filter((file) => file.endsWith('.ts') && !/utils|hen/.test(file));
    expect(innocent.filter((file) => accused.has(file))).toEqual([]);
  });

  it('have a broken file each', () => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- the rules are a CommonJS file, as dependency-cruiser wants it
    const { forbidden } = require('../.dependency-cruiser.cjs') as { forbidden: { name: string }[] };
    expect(forbidden.map((rule) => rule.name).sort()).toEqual(Object.keys(broken).sort());
  });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${text}\n`);
}

/** Runs the command line in that house; with JSON as output it exits 0 whatever it finds. */
function cruise(root: string, house: string): Violation[] {
  const binary = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [
    binary,
    '--config',
    join(root, '.dependency-cruiser.cjs'),
    '--output-type',
    'json',
    'apps',
    'workflows',
    'activities',
    'libs',
    'test',
  ];
  const report = JSON.parse(execFileSync('node', args, { cwd: house, encoding: 'utf8' })) as {
    summary: { violations: Violation[] };
  };
  return report.summary.violations;
}
