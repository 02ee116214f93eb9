import { sourceFiles, sourceOf } from './source-files.js';

const migrations = 'libs/persistence/migrations/';

/** Every table that the migrations make. */
export function tables(): string[] {
  return sourceFiles([migrations.slice(0, -1)]).flatMap((file) =>
    [...sourceOf(file).matchAll(/create table (\w+)/g)].map((match) => match[1] ?? ''),
  );
}

/** The files that write a table, in SQL or through its entity. */
export function writersOf(table: string): string[] {
  const entity = `${table.replace(/(^|_)(\w)/g, (_whole, _dash: string, letter: string) => letter.toUpperCase())}Row`;
  const sql = `(insert\\s+into|update|delete\\s+from|merge\\s+into|truncate)\\s+"?${table}"?\\b`;
  const call = `\\.(insert|upsert|update|save|delete|remove|increment|decrement|into)\\(\\s*${entity}\\b`;
  const writes = new RegExp(`${sql}|${call}`, 'i');
  return sourceFiles().filter((file) => !file.startsWith(migrations) && writes.test(withoutComments(sourceOf(file))));
}

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
}
