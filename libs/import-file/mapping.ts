import type { Instant } from '../domain/calendar/instant.js';
import type { IdentityColumn, Step } from './mapping-document.js';

/** How one cell is read. `path`: its place in the mapping, for problems. */
export interface CellRule {
  path: string;
  column: string;
  steps: Step[];
  prefix: string;
  /** Texts that say nothing, trimmed and in small letters; the empty one is always among them. */
  blank: ReadonlySet<string>;
}

/** `null` is the import itself. `read` gives null for a text that is no such instant. */
export type WhenRule = { cell: CellRule; wanted: string; read: (text: string) => Instant | null } | null;

export interface ConsentRule {
  channel: 'email' | 'phone';
  cell: CellRule;
  given: ReadonlySet<string>;
  withdrawn: ReadonlySet<string>;
}

export interface FactRule {
  kind: string;
  when: WhenRule;
  data: [path: string, cell: CellRule][];
}

/** A mapping whose words have been checked, ready to be held against a header. */
export interface Mapping {
  name: string;
  source: string;
  delimiter: string;
  changedAt: WhenRule;
  identity: [kind: IdentityColumn, cell: CellRule][];
  profile: [path: string, cell: CellRule][];
  consent: ConsentRule[];
  facts: FactRule[];
}
