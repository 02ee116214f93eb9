import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { root } from './readme.js';

/** Every source file of the product, by its path from the root, without specs. */
export function sourceFiles(folders = ['apps', 'workflows', 'activities', 'libs']): string[] {
  return folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
    )
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'));
}

export function sourceOf(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

/** The rooms whose code runs in a process that starts with these files: what they import, and what that imports. Types don't run. */
export function roomsRunBy(entries: string[]): string[] {
  const seen = new Set<string>();
  const open = [...entries];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    open.push(...importsOf(file));
  }
  return [...new Set([...seen].map(roomOf))].sort();
}

function importsOf(file: string): string[] {
  const source = sourceOf(file).replace(/^\s*(import|export) type [^;]*;/gm, '');
  const paths = [...source.matchAll(/(?:from|import|import\()\s*'(\.{1,2}\/[^']+)\.js'/g)].map((match) => match[1] ?? '');
  return paths.map((path) => `${relative(root, join(root, dirname(file), path))}.ts`);
}

/** `libs/channels/smtp.ts` → `libs/channels`; `activities/tell-rep.ts` → `activities`. */
function roomOf(file: string): string {
  return file
    .split('/')
    .slice(0, /^(libs|apps)\//.test(file) ? 2 : 1)
    .join('/');
}
