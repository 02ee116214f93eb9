import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(__dirname, '../..');
const path = join(root, 'README.md');

/** The text under a heading of any level, up to the next heading of that level or above. Throws if the README lacks it. */
export function chapter(title: string): string {
  const lines = readFileSync(path, 'utf8').split('\n');
  const start = lines.findIndex((line) => /^#+ /.test(line) && line.replace(/^#+ /, '') === title);
  if (start < 0) throw new Error(`README.md has no heading "${title}": add it, or correct the title here.`);
  const level = /^#+/.exec(lines[start] ?? '')?.[0].length ?? 1;
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => new RegExp(`^#{1,${level}} `).test(line));
  return rest.slice(0, end < 0 ? undefined : end).join('\n');
}

/** The cells of a chapter's table, without its head. */
export function rows(title: string): string[][] {
  const lines = chapter(title)
    .split('\n')
    .filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** What stands between backticks in a cell. */
export function quoted(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');
}

/** The bash blocks of a chapter, in order: they can be pasted into one shell, one after the other. */
export function bashBlocks(title: string): string[] {
  return [...chapter(title).matchAll(/```bash\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');
}

const open = '<!-- life: made by `npm run diagram` -->\n\n';
const close = '\n<!-- /life -->';

/** The diagram as it stands in the README. */
export function storedDiagram(): string {
  return readFileSync(path, 'utf8').split(open)[1]?.split(close)[0] ?? '';
}

export function storeDiagram(diagram: string): void {
  const text = readFileSync(path, 'utf8');
  writeFileSync(
    path,
    text.replace(`${open}${storedDiagram()}${close}`, () => `${open}${diagram}${close}`),
  );
}
