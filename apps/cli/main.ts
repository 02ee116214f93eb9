import { readCliEnv } from '../../libs/process/env.js';
import { tellAgreement } from './agreement/agreement.js';
import { auditLives } from './audit-lives.js';
import { backtestVersion } from './backtest/backtest.js';
import { createApiClient, type ApiClient } from './api-client.js';
import { importFile, type Terminal } from './import-file.js';
import { incidentLines, type Incident } from './incident-lines.js';
import { tellMember } from './member/member.js';
import { createProgressBar } from './progress-bar.js';
import { readArguments, type ImportAsked, type ScorecardAsked } from './read-arguments.js';
import { reconcileLeads } from './reconcile-leads.js';
import { scorecardLines, type Scorecard } from './scorecard-lines.js';
import { stuckLeads } from './stuck-leads.js';
import { usage, WrongUse } from './usage.js';
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
  return exitCode(asked, api, { say: (line) => console.log(line), bar: createProgressBar(process.stderr) });
}

async function exitCode(asked: ReturnType<typeof readArguments>, api: ApiClient, terminal: Terminal): Promise<number> {
  if (asked.verb === 'incidents') return tellIncidents(api, terminal);
  if (asked.verb === 'agreement') return (await tellAgreement(asked, api, terminal.say)) ? 0 : 1;
  if (asked.verb === 'member') return tellMember(asked, api, terminal.say).then(() => 0);
  if (asked.verb === 'scorecard') return tellScorecard(asked, api, terminal);
  if (asked.verb === 'audit') return (await auditLives(asked, api, terminal)) ? 0 : 1;
  if (asked.verb === 'backtest') return (await backtestVersion(asked, api, terminal)) ? 0 : 1;
  if (asked.verb === 'stuck') return (await stuckLeads(asked, api, terminal)) ? 0 : 1;
  if (asked.verb === 'import') return tellImport(asked, api, terminal);
  return (await reconcileLeads(asked, api, terminal)) ? 0 : 1;
}

async function tellImport(asked: ImportAsked, api: ApiClient, terminal: Terminal): Promise<number> {
  const report = await importFile(asked, api, terminal);
  if (report.status !== 'done') return 1;
  return report.refused > 0 ? 3 : 0;
}

async function tellIncidents(api: ApiClient, { say }: Terminal): Promise<number> {
  const { incidents } = (await api.get('/v1/incidents')) as { incidents: Incident[] };
  incidentLines(incidents).forEach((line) => say(line));
  return 0;
}

async function tellScorecard({ query }: ScorecardAsked, api: ApiClient, { say }: Terminal): Promise<number> {
  const card = (await api.get(`/v1/scorecard?${new URLSearchParams(query)}`)) as Scorecard;
  scorecardLines(card).forEach((line) => say(line));
  return 0;
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: Error) => {
    console.error(error.message);
    process.exitCode = error instanceof WrongUse ? 2 : 1;
  },
);
