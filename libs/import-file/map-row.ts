import type { Problem } from '../domain/agreement/checked.js';
import type { Instant } from '../domain/calendar/instant.js';
import type { ConsentRule, FactRule, Mapping, WhenRule } from './mapping.js';
import type { IdentityColumn } from './mapping-document.js';
import { meaningOf } from './cell-rule.js';
import { BadCell, readCell, type Row, type Value } from './read-cell.js';

/** What one row says of one person. An instant that is absent is the import's own. Personal data. */
export interface MappedRow {
  identity: Partial<Record<IdentityColumn, string>>;
  profile: Record<string, unknown>;
  consent: Partial<Record<ConsentRule['channel'], boolean>>;
  changedAt?: Instant;
  facts: { kind: string; occurredAt?: Instant; data: Record<string, unknown> }[];
}

/** Reads a row as the mapping says, or says which cell can't be read. Cells are never quoted: they may be personal. */
export function mapRow(mapping: Mapping, row: Row): MappedRow | Problem {
  try {
    const identity = identityOf(mapping, row);
    if (Object.keys(identity).length === 0) return nobody(mapping);
    const changedAt = instantOf(mapping.changedAt, row) ?? undefined;
    return {
      identity,
      profile: nested(mapping.profile.map(([path, cell]) => [path, readCell(cell, row)])),
      consent: Object.fromEntries(mapping.consent.flatMap((rule) => consentOf(rule, row))),
      ...(changedAt === undefined ? {} : { changedAt }),
      facts: mapping.facts.flatMap((fact) => factOf(fact, row)),
    };
  } catch (error) {
    if (error instanceof BadCell) return error.problem;
    throw error;
  }
}

function identityOf({ identity }: Mapping, row: Row): MappedRow['identity'] {
  return Object.fromEntries(
    identity.flatMap(([kind, cell]) => {
      const value = readCell(cell, row);
      return value === undefined ? [] : [[kind, String(value)]];
    }),
  );
}

function nobody({ identity }: Mapping): Problem {
  const columns = identity.map(([, { column }]) => `\`${column}\``).join(', ');
  return { path: 'identity', message: `the line names nobody: ${columns} blank`, cure: 'fill one of them in' };
}

function consentOf({ channel, cell, given, withdrawn }: ConsentRule, row: Row): [string, boolean][] {
  const value = readCell(cell, row);
  if (value === undefined) return [];
  const answer = meaningOf(String(value));
  if (given.has(answer) || withdrawn.has(answer)) return [[channel, given.has(answer)]];
  const known = [...given, ...withdrawn].join(', ');
  throw new BadCell(cell, `is none of ${known}`, 'write one of them, or add the answer to `given` or `withdrawn` in the mapping');
}

/** A fact without a date, or with nothing in its data, did not happen. */
function factOf({ kind, when, data }: FactRule, row: Row): MappedRow['facts'] {
  const occurredAt = instantOf(when, row);
  if (occurredAt === null && when !== null) return [];
  const told = nested(data.map(([path, cell]) => [path, readCell(cell, row)]));
  if (data.length > 0 && Object.keys(told).length === 0) return [];
  return [{ kind, data: told, ...(occurredAt === null ? {} : { occurredAt }) }];
}

function instantOf(when: WhenRule, row: Row): Instant | null {
  const text = when === null ? undefined : readCell(when.cell, row);
  if (when === null || text === undefined) return null;
  const at = when.read(String(text));
  if (at === null)
    throw new BadCell(when.cell, `is not ${when.wanted}`, 'correct the cell, or `zone` and `format` in the mapping');
  return at;
}

/** Dotted paths become objects in objects; blank cells are left out. */
function nested(values: [path: string, value: Value | undefined][]): Record<string, unknown> {
  const whole: Record<string, unknown> = {};
  for (const [path, value] of values) {
    if (value === undefined) continue;
    const keys = path.split('.');
    const last = keys.pop() ?? path;
    const parent = keys.reduce((at, key) => (at[key] ??= {}) as Record<string, unknown>, whole);
    parent[last] = value;
  }
  return whole;
}
