import { createHash } from 'node:crypto';
import pg from 'pg';

/**
 * Has Postgres parse and plan a statement once a connection, not at each use: every statement with parameters is a prepared one, named after its
 * text. Behind PgBouncer this asks for 1.21 or later.
 */
export class PreparingClient extends pg.Client {
  override query(...args: unknown[]): never {
    const [text, values, ...rest] = args;
    const prepared = typeof text === 'string' && Array.isArray(values) ? [{ name: nameOf(text), text }, values] : [text, values];
    return super.query(...([...prepared, ...rest] as Parameters<pg.Client['query']>)) as never;
  }
}

const names = new Map<string, string>();

function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = createHash('sha1').update(text).digest('base64url');
  names.set(text, name);
  return name;
}
