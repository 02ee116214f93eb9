import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { lifeDiagram } from './readme/life-diagram.js';
import { bashBlocks, quoted, root, rows, storedDiagram, storeDiagram } from './readme/readme.js';
import { roomsRunBy } from './readme/source-files.js';
import { tables, writersOf } from './readme/table-writers.js';

describe('the README', () => {
  it('draws the life that the table of moves allows (refresh: npm run diagram)', () => {
    if (process.env['REFRESH_DIAGRAM']) storeDiagram(lifeDiagram());
    expect(storedDiagram()).toBe(lifeDiagram());
  });

  it.each(rows('To add X, touch Y'))('says truly where to add %s', (_what, where) => {
    const paths = quoted(where ?? '').filter((path) => path.includes('/'));
    expect(paths).not.toEqual([]);
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it.each(rows('Which process runs which room'))('says truly which rooms run in %s', (_process, entries, rooms) => {
    expect(roomsRunBy(quoted(entries ?? ''))).toEqual(quoted(rooms ?? '').sort());
  });

  it('names the only writer of every table', () => {
    expect(
      rows('Each table and its only writer')
        .map(([table]) => quoted(table ?? '')[0])
        .sort(),
    ).toEqual(tables().sort());
  });

  it.each(rows('Each table and its only writer'))('says truly who writes %s', (table, writer) => {
    const writers = writersOf(quoted(table ?? '')[0] ?? '');
    const rooms = quoted(writer ?? '').filter((path) => path.includes('/'));
    expect(rooms.filter((room) => !writers.some((file) => file.startsWith(room)))).toEqual([]);
    expect(writers.filter((file) => !rooms.some((room) => file.startsWith(room)))).toEqual([]);
    expect(rooms).not.toEqual([]);
  });

  it.each([
    'README.md',
    ...readdirSync(join(root, 'docs'))
      .filter((file) => file.endsWith('.md'))
      .map((file) => `docs/${file}`),
  ])('has no dead link in %s', (file) => {
    const links = [...readFileSync(join(root, file), 'utf8').matchAll(/\]\(([^)#:]+)\)/g)].map((match) => match[1] ?? '');
    expect(links.filter((link) => !existsSync(join(root, dirname(file), link)))).toEqual([]);
  });

  it('has a walk that can be pasted', () => {
    expect(bashBlocks('A lead’s walk').length).toBeGreaterThan(3);
  });
});
