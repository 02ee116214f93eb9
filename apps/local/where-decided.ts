import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../libs/embedded/project-root.js';

/** The files behind each step of a walk. A test holds them to the tree. */
export const sources = {
  fact: 'libs/persistence/facts/append-facts.ts',
  assessment: 'libs/domain/scoring/assess.ts',
  ring: 'apps/relay/ring-leads.ts',
  command: 'libs/persistence/facts/store-command.ts',
  turn: 'libs/persistence/turn/take-turn.ts',
  effects: {
    tellRep: 'activities/tell-rep.ts',
    tellManager: 'activities/tell-manager.ts',
    sendMessage: 'activities/send-message.ts',
  },
} as const;

const lifecycle = 'libs/domain/lifecycle';
const folding = new RegExp(`^${lifecycle}/(evolve/|events\\.ts)|\\.spec\\.ts$`);

/** The files of the core that decide an event of this kind: those that write it down. Read from the sources, so it can't go out of date. */
export function whereDecided(kind: string): string {
  const deciding = coreFiles().filter(({ text }) => text.includes(`kind: '${kind}'`));
  return deciding.map(({ file }) => file).join(', ') || lifecycle;
}

let core: { file: string; text: string }[] | null = null;
function coreFiles(): { file: string; text: string }[] {
  core ??= readCore();
  return core;
}

function readCore(): { file: string; text: string }[] {
  const folder = join(projectRoot, lifecycle);
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const files = names.map((name) => join(lifecycle, name)).filter((file) => !folding.test(file));
  return files.map((file) => ({ file, text: readFileSync(join(projectRoot, file), 'utf8') }));
}
