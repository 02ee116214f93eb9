import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAgreement } from '../../libs/agreement-file/parse-agreement.js';
import { parseMapping } from '../../libs/agreement-file/parse-mapping.js';
import { parseTeam } from '../../libs/agreement-file/parse-team.js';
import type { Checked } from '../../libs/domain/agreement/checked.js';
import { compileTeam } from '../../libs/domain/agreement/compile-team.js';
import { compile } from '../../libs/domain/agreement/compile.js';
import { createBacktest } from '../../libs/domain/backtest/backtest.js';
import type { Heard } from '../../libs/domain/backtest/past.js';
import type { BacktestReport } from '../../libs/domain/backtest/report.js';
import { assumedModel } from '../../libs/domain/backtest/sales-model.js';
import { compileMapping } from '../../libs/import-file/compile-mapping.js';
import type { MappedRow } from '../../libs/import-file/map-row.js';
import { openRows } from '../../libs/import-file/open-rows.js';
import { factsOfRow } from '../../libs/persistence/imports/facts-of-row.js';

const usage = 'node dist/examples/x-education/backtest.js <csv> [floor,floor,…]';
const here = (file: string): string => readFileSync(join('examples', 'x-education', file), 'utf8');

/** The data set bears no dates: all of it is received in one go, on a Monday. */
const receivedAt = Date.UTC(2026, 0, 5, 9);
const period = { from: receivedAt, to: receivedAt + 28 * 86_400_000 };

/** Tests the example's agreement on the data set, in memory: nothing runs, nothing is stored. Outcomes are read apart, and known only to the judgement. */
export async function backtestFile(file: string, floors?: number[]): Promise<BacktestReport> {
  const team = good(compileTeam(good(parseTeam(here('team.yaml')))));
  const terms = good(compile(good(parseAgreement(here('agreement.yaml')))));
  const teams = [{ fromAt: receivedAt, version: 1, team }];
  const test = createBacktest({ version: 1, terms, teams, ...period, model: assumedModel, seed: 1 }, floors);
  const won = await outcomes(file);
  for await (const row of rowsOf(file, 'map.yaml')) for (const heard of heardOf(row, won)) test.hear(heard);
  return test.finish();
}

const idOf = ({ identity }: MappedRow): string => identity.externalId ?? '';

async function outcomes(file: string): Promise<Map<string, boolean>> {
  const won = new Map<string, boolean>();
  for await (const row of rowsOf(file, 'outcome.yaml')) won.set(idOf(row), row.profile['converted'] === 1);
  return won;
}

function heardOf(row: MappedRow, won: Map<string, boolean>): Heard[] {
  const leadId = idOf(row);
  const facts = good(factsOfRow(row, 'x-education.csv', 'x-education', receivedAt));
  const past = { handOffs: [], won: won.get(leadId) ?? null };
  return facts.map(({ id, kind, data }, place) => ({
    leadId,
    fact: { id, kind, data, seq: place + 1, occurredAt: receivedAt, receivedAt },
    last: place === facts.length - 1,
    past,
  }));
}

async function* rowsOf(file: string, map: string): AsyncGenerator<MappedRow> {
  const mapping = good(compileMapping(good(parseMapping(here(map)))));
  for await (const row of good(await openRows(createReadStream(file), mapping))) if ('row' in row) yield row.row;
}

function good<T>(checked: Checked<T>): T {
  if (checked.ok) return checked.value;
  throw new Error(checked.problems.map(({ path, message, cure }) => `${path}: ${message}. ${cure}.`).join('\n'));
}

async function main(): Promise<void> {
  const [file, floors] = process.argv.slice(2);
  if (file === undefined) throw new Error(`No file was named. ${usage}`);
  console.log(JSON.stringify(await backtestFile(file, floors?.split(',').map(Number)), null, 2));
}

if (require.main === module)
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
