import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The checkout's folder, from the sources as well as from dist/. */
export const projectRoot = findRoot(__dirname);

function findRoot(from: string): string {
  if (existsSync(join(from, 'package-lock.json'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error(`No package-lock.json above ${__dirname}. Run Baton from its checkout.`);
  return findRoot(parent);
}
