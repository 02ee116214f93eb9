/** What `npm start -- …` was told. */
export interface Options {
  fresh: boolean;
}

const usage = `npm start               starts PostgreSQL, Temporal, a mail sink and Baton, and prints the URLs
npm start -- --fresh    the same, with all data in .baton/ removed first

PORT, DATABASE_URL, TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TEMPORAL_CLI_PATH, SMTP_URL, MAIL_FROM, PUBLIC_URL, BATON_TOKEN
and LOG_LEVEL are read from the environment; see .env.example.`;

/** Throws the usage for a flag it does not know, and for --help. */
export function readOptions(args: readonly string[]): Options {
  const unknown = args.find((arg) => arg !== '--fresh');
  if (unknown === '--help' || unknown === '-h') throw new Error(usage);
  if (unknown !== undefined) throw new Error(`${unknown} is not known here.\n\n${usage}`);
  return { fresh: args.includes('--fresh') };
}
