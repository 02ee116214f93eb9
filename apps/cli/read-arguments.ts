import { parseArgs } from 'node:util';

export const usage = `npm run baton -- import <file.csv> --map <map.yaml>            puts a file of leads in
npm run baton -- import <file.csv> --map <map.yaml> --dry-run  checks and counts; nothing is stored
npm run baton -- stuck [--reason <reason>]                       tells which leads are stuck, and the cure
npm run baton -- stuck --retry [--reason R] [--older-than 2h] [--by <id>]  retries them; with --dry-run it only says which
npm run baton -- rebuild [--dry-run] [--by <id>]                 Temporal's database is lost: makes every open lead's workflow again
npm run baton -- reproject [--dry-run] [--by <id>]               Postgres was restored: leads go on from what it holds; tells what is gone
npm run baton -- incidents                                       tells which channels are or were away, and what becomes of held mails

The file is CSV in UTF-8 with a header; the map says what its columns mean (libs/agreement-file/mapping.schema.json).
BATON_URL and BATON_TOKEN say which Baton; without them it is the one that npm start runs here.
Exit codes: 0 all is done, 1 it could not be done, 2 called wrongly, 3 some lines were refused.`;

/** The program was called wrongly: the message is for whoever typed it. */
export class WrongUse extends Error {
  constructor(what: string) {
    super(`${what}\n\n${usage}`);
    this.name = 'WrongUse';
  }
}

export interface ImportAsked {
  verb: 'import';
  file: string;
  map: string;
  dryRun: boolean;
}

export interface StuckAsked {
  verb: 'stuck';
  reason: string | undefined;
  olderThan: string | undefined;
  by: string | undefined;
  retry: boolean;
  dryRun: boolean;
}

export interface ReconcileAsked {
  verb: 'rebuild' | 'reproject';
  by: string | undefined;
  dryRun: boolean;
}

export interface IncidentsAsked {
  verb: 'incidents';
}

/** Throws WrongUse. */
export function readArguments([verb, ...rest]: string[]): ImportAsked | IncidentsAsked | StuckAsked | ReconcileAsked {
  if (verb === 'stuck') return stuckAsked(rest);
  if (verb === 'import') return importAsked(rest);
  if (verb === 'incidents') return incidentsAsked(rest);
  if (verb === 'rebuild' || verb === 'reproject') return reconcileAsked(verb, rest);
  throw new WrongUse(verb === undefined ? 'What is to be done?' : `\`${verb}\` is not known here.`);
}

function importAsked(args: string[]): ImportAsked {
  const { positionals, values } = parsed(args, { map: text, 'dry-run': flag });
  const [file, more] = positionals;
  if (file === undefined) throw new WrongUse('Which file?');
  if (more !== undefined) throw new WrongUse(`One file at a time: \`${more}\` is one too many.`);
  if (values.map === undefined) throw new WrongUse('What do its columns mean? Name the mapping with --map.');
  return { verb: 'import', file, map: values.map, dryRun: values['dry-run'] ?? false };
}

function stuckAsked(args: string[]): StuckAsked {
  const options = { reason: text, 'older-than': text, by: text, retry: flag, 'dry-run': flag };
  const { positionals, values } = parsed(args, options);
  if (positionals[0] !== undefined) throw new WrongUse(`\`${positionals[0]}\` is one too many.`);
  const { reason, by, retry = false, 'older-than': olderThan, 'dry-run': dryRun = false } = values;
  return { verb: 'stuck', reason, olderThan, by, retry, dryRun };
}

function reconcileAsked(verb: ReconcileAsked['verb'], args: string[]): ReconcileAsked {
  const { positionals, values } = parsed(args, { by: text, 'dry-run': flag });
  if (positionals[0] !== undefined) throw new WrongUse(`\`${positionals[0]}\` is one too many.`);
  return { verb, by: values.by, dryRun: values['dry-run'] ?? false };
}

function incidentsAsked(args: string[]): IncidentsAsked {
  if (args[0] !== undefined) throw new WrongUse(`\`${args[0]}\` is one too many.`);
  return { verb: 'incidents' };
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

function parsed<Options extends Record<string, typeof text | typeof flag>>(args: string[], options: Options) {
  try {
    return parseArgs({ args, allowPositionals: true, options });
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error));
  }
}
