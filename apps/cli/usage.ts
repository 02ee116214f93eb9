import { parseArgs } from 'node:util';

export const usage = `npm run baton -- import <file.csv> --map <map.yaml>            puts a file of leads in
npm run baton -- import <file.csv> --map <map.yaml> --dry-run  checks and counts; nothing is stored
npm run baton -- stuck [--reason <reason>]                       tells which leads are stuck, and the cure
npm run baton -- stuck --retry [--reason R] [--older-than 2h]  retries them; with --dry-run it only says which
npm run baton -- rebuild [--dry-run]                              Temporal's database is lost: makes every open lead's workflow again
npm run baton -- reproject [--dry-run]                            Postgres was restored: leads go on from what it holds; tells what is gone
npm run baton -- incidents                                       tells which channels are or were away, and what becomes of held mails
npm run baton -- agreement list|show|check|draft|diff|backtest|propose|sign|counter|withdraw …  the agreement's life; \`agreement\` alone tells how
npm run baton -- member list|add|change|token|tokens|revoke|disable|enable …  who may use Baton; \`member\` alone tells how
npm run baton -- audit [--lead <id>]                             decides every stored turn again, and tells what differs
npm run baton -- scorecard [--from F] [--to T] [--per month] [--zone Z]   tells what both sides promised, and what they kept

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

/** Options of a verb. */
export const text = { type: 'string' } as const;
export const flag = { type: 'boolean' } as const;

/** The words and options of a verb. Throws WrongUse. */
export function parsed<Options extends Record<string, typeof text | typeof flag>>(args: string[], options: Options) {
  try {
    return parseArgs({ args, allowPositionals: true, options });
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error));
  }
}
