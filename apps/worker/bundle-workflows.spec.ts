import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundleWorkflows } from './bundle-workflows.js';

const root = resolve(__dirname, '../..');

describe('the workflow bundle', () => {
  it('holds our workflows, what they import of domain and messages, and nothing else but Temporal', async () => {
    const { modules } = await bundleWorkflows(root);
    expect(modules).toContain('workflows/lead-lifecycle/lead-lifecycle.workflow.ts');
    const packages = modules.filter((module) => module.startsWith('node_modules/')).map((module) => module.split('/')[1]);
    expect([...new Set(packages)].sort()).toEqual(['@temporalio', 'long', 'ms', 'nexus-rpc']);
    expect(modules.filter((module) => /^(activities|apps|libs\/(?!domain|messages))/.test(module))).toEqual([]);
  }, 30_000);

  it('is refused, by name, when a module comes in that does not belong', async () => {
    const strange = await mkdtemp(join(tmpdir(), 'baton-bundle-'));
    await symlink(join(root, 'node_modules'), join(strange, 'node_modules'));
    await mkdir(join(strange, 'workflows'));
    await writeFile(join(strange, 'workflows/index.js'), "exports.greet = async () => require('../mail.js').greet;");
    await writeFile(join(strange, 'mail.js'), 'exports.greet = 1;');
    await expect(bundleWorkflows(strange)).rejects.toThrow('These modules do not belong into a workflow: mail.js.');
    await rm(strange, { recursive: true });
  }, 30_000);

  it('is refused when there is nothing to bundle', async () => {
    await expect(bundleWorkflows(tmpdir())).rejects.toThrow('npm run build');
  });
});
