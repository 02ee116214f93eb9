import { parseArgs } from 'node:util';

export const usage = `npm run baton -- import <file.csv> --map <map.yaml>            puts a file of leads in
npm run baton -- import <file.csv> --map <map.yaml> --dry-run  checks and counts; nothing is stored

The file is CSV in UTF-8 with a header; the map says what its columns mean (libs/agreement-file/mapping.schema.json).
BATON_URL and BATON_TOKEN say which Baton; without them it is the one that npm start runs here.
Exit codes: 0 all is in, 1 it could not be done, 2 called wrongly, 3 some lines were refused.`;

/** The program was called wrongly: the message is for whoever typed it. */
export class WrongUse extends Error {
  constructor(what: string) {
    super(`${what}\n\n${usage}`);
    this.name = 'WrongUse';
  }
}

export interface ImportAsked {
  file: string;
  map: string;
  dryRun: boolean;
}

/** Throws WrongUse. */
export function readArguments(args: string[]): ImportAsked {
  const { positionals, values } = parsed(args);
  const [verb, file, more] = positionals;
  if (verb !== 'import') throw new WrongUse(verb === undefined ? 'What is to be done?' : `\`${verb}\` is not known here.`);
  if (file === undefined) throw new WrongUse('Which file?');
  if (more !== undefined) throw new WrongUse(`One file at a time: \`${more}\` is one too many.`);
  if (values.map === undefined) throw new WrongUse('What do its columns mean? Name the mapping with --map.');
  return { file, map: values.map, dryRun: values['dry-run'] ?? false };
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options: { map: { type: 'string' }, 'dry-run': { type: 'boolean' } } });
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error));
  }
}
