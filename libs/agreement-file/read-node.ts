import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Alias,
  type Document,
  type LineCounter,
  type Node,
  type Pair,
  type Scalar,
} from 'yaml';
import { textTrapOf, trapOf, type Wrong } from './yaml-traps.js';

/** Lines of the entries of each block or list, from 1. */
export type Lines = WeakMap<object, Map<PropertyKey, number>>;

/** What is wrong, and by which keys it is reached. */
export type Found = Wrong & { keys: PropertyKey[]; line: number };

export interface Reading {
  document: Document;
  counter: LineCounter;
  lines: Lines;
  found: Found[];
  nodes: number;
  /** Values at most, those that aliases repeat included. */
  mostNodes: number;
  aliases: number;
}

export const deepest = 60;
// Each alias is looked up by a walk through the whole file.
export const mostAliases = 100;

/** Anchors may be used, but not to blow a small file up. `what` is too much of. */
export class TooMuch extends Error {
  constructor(readonly what: 'depth' | 'values') {
    super(what);
  }
}

/** A parsed node as plain data. Aliases are resolved here, under a limit; keys are texts; what is doubtful is noted. */
export function readNode(node: unknown, keys: PropertyKey[], reading: Reading): unknown {
  if (keys.length > deepest) throw new TooMuch('depth');
  if (++reading.nodes > reading.mostNodes) throw new TooMuch('values');
  if (isAlias(node)) return readAlias(node, keys, reading);
  if (isMap(node)) return readMap(node.items, keys, reading);
  if (isSeq(node)) return readList(node.items, keys, reading);
  return isScalar(node) ? readScalar(node, keys, reading) : null;
}

function readAlias(alias: Alias, keys: PropertyKey[], reading: Reading): unknown {
  if (++reading.aliases > mostAliases) throw new TooMuch('depth');
  const node = alias.resolve(reading.document);
  if (node !== undefined) return readNode(node, keys, reading);
  const message = `nothing before is anchored as \`&${alias.source}\``;
  reading.found.push({
    message,
    cure: `name the anchor before it is used, or quote the text: "*${alias.source}"`,
    keys,
    line: lineOf(alias, reading),
  });
  return null;
}

function readScalar(node: Scalar, keys: PropertyKey[], reading: Reading): unknown {
  const source = node.source ?? String(node.value);
  const wrong = (node.type === 'PLAIN' ? trapOf(source, node.value) : null) ?? textTrapOf(String(node.value));
  if (wrong !== null) reading.found.push({ ...wrong, keys, line: lineOf(node, reading) });
  return node.value;
}

function readList(items: unknown[], keys: PropertyKey[], reading: Reading): unknown[] {
  const list: unknown[] = [];
  const lines = linesOf(list, reading);
  items.forEach((item, at) => {
    lines.set(at, lineOf(item, reading));
    list.push(readNode(item, [...keys, at], reading));
  });
  return list;
}

function readMap(pairs: Pair[], keys: PropertyKey[], reading: Reading): Record<string, unknown> {
  const block: Record<string, unknown> = {};
  const lines = linesOf(block, reading);
  for (const pair of pairs) {
    const key = keyOf(pair.key);
    const line = lineOf(pair.key, reading);
    const wrong = key === null ? { message: 'a key must be a text', cure: 'write `key: value`' } : keyTrapOf(key, block);
    if (wrong !== null) reading.found.push({ ...wrong, keys: key === null ? keys : [...keys, key], line });
    if (key === null || wrong !== null) continue;
    lines.set(key, line);
    block[key] = readNode(pair.value, [...keys, key], reading);
  }
  return block;
}

const keyOf = (key: unknown): string | null =>
  isScalar(key) ? (typeof key.value === 'string' ? key.value : (key.source ?? String(key.value))) : null;

function keyTrapOf(key: string, block: object): Wrong | null {
  if (Object.hasOwn(block, key)) return { message: `\`${key}\` stands twice in this block`, cure: 'keep one of them' };
  if (key === '<<') return { message: 'YAML 1.2 knows no merge keys', cure: 'repeat the keys, or use the default of the clause' };
  if (key === '__proto__') return { message: '`__proto__` can’t be a name', cure: 'remove it' };
  return textTrapOf(key);
}

function linesOf(parent: object, reading: Reading): Map<PropertyKey, number> {
  const lines = new Map<PropertyKey, number>();
  reading.lines.set(parent, lines);
  return lines;
}

const lineOf = (node: unknown, reading: Reading): number => reading.counter.linePos((node as Node | null)?.range?.[0] ?? 0).line;
