/** By what a person may be named in a file. */
export type IdentityColumn = 'externalId' | 'email' | 'phone' | 'anonymousId';

/** What is done to a cell, in this order whatever the order written: outer space goes, letters become small, then it is read as a number or a yes. */
export const steps = ['trim', 'lower', 'number', 'yesNo'] as const;
export type Step = (typeof steps)[number];

/** A column by its name in the header, or a column and how its cells are read. */
export type CellDocument = string | { column: string; normalise?: Step[]; prefix?: string; blank?: string[] };

/** When something was so: as of the import, or as a column says, read by `format` in `zone`. */
export type WhenDocument = 'atImport' | { column: string; zone?: string; format?: string };

export interface ConsentDocument {
  column: string;
  given: string[];
  withdrawn: string[];
}

export interface FactDocument {
  fact: string;
  occurredAt: WhenDocument;
  data?: Record<string, CellDocument>;
}

/** What the columns of a file mean to Baton, as people write it: YAML or JSON, checked by mapping.schema.json. */
export interface MappingDocument {
  mapping: string;
  source?: string;
  delimiter?: string;
  blank?: string[];
  never?: Record<string, string>;
  changedAt?: WhenDocument;
  identity: Partial<Record<IdentityColumn, CellDocument>>;
  profile?: Record<string, CellDocument>;
  consent?: { email?: ConsentDocument; phone?: ConsentDocument };
  facts?: FactDocument[];
}
