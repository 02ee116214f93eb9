import { createDataSource } from '../../libs/persistence/data-source.js';
import { runningEnv } from './running-env.js';
import { traceLead } from './trace-lead.js';
import { walkLines } from './walk-lines.js';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Prints one lead's walk through the house, each line with the file behind it. Ids, kinds and numbers only: no data of the lead. */
async function trace([leadId]: string[]): Promise<void> {
  if (leadId === undefined || !uuid.test(leadId))
    throw new Error('Usage: npm run trace -- <leadId>, the id that POST /v1/leads gave.');
  const source = await createDataSource(runningEnv().databaseUrl, { poolSize: 1, applicationName: 'baton-trace' }).initialize();
  try {
    for (const line of walkLines(await traceLead(source, leadId))) console.log(line);
  } finally {
    await source.destroy();
  }
}

trace(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
