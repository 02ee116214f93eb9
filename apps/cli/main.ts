import { readCliEnv } from '../../libs/process/env.js';
import { createApiClient, type ApiClient } from './api-client.js';
import { importFile, type Terminal } from './import-file.js';
import { incidentLines, type Incident } from './incident-lines.js';
import { createProgressBar } from './progress-bar.js';
import { readArguments, usage, WrongUse } from './read-arguments.js';
import { reconcileLeads } from './reconcile-leads.js';
import { stuckLeads } from './stuck-leads.js';
import { whereBatonRuns } from './where-baton-runs.js';

/** Exit codes: 0 all is done, 1 it could not be done, 2 called wrongly, 3 some lines were refused. */
async function main(args: string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    console.log(usage);
    return 0;
  }
  const asked = readArguments(args);
  const { url, token } = whereBatonRuns(readCliEnv());
  const api = createApiClient(url, token);
  const terminal: Terminal = { say: (line) => console.log(line), bar: createProgressBar(process.stderr) };
  if (asked.verb === 'incidents') return tellIncidents(api, terminal);
  if (asked.verb === 'stuck') return (await stuckLeads(asked, api, terminal)) ? 0 : 1;
  if (asked.verb !== 'import') return (await reconcileLeads(asked, api, terminal)) ? 0 : 1;
  const report = await importFile(asked, api, terminal);
  if (report.status !== 'done') return 1;
  return report.refused > 0 ? 3 : 0;
}

async function tellIncidents(api: ApiClient, { say }: Terminal): Promise<number> {
  const { incidents } = (await api.get('/v1/incidents')) as { incidents: Incident[] };
  incidentLines(incidents).forEach((line) => say(line));
  return 0;
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: Error) => {
    console.error(error.message);
    process.exitCode = error instanceof WrongUse ? 2 : 1;
  },
);
