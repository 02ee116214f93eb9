import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'csv-parse/sync';
import { createBatonClient, type BatonClient } from './baton-client.js';
import { captureOf, lastActivityOf, type Row } from './columns.js';
import { countStandings } from './count-standings.js';
import { inLanes } from './in-lanes.js';
import { createProgress } from './progress.js';

// Posts the X Education data set to a running Baton: the team, the agreement, then a lead and its last activity for each row, and counts where they stand.
// node dist/examples/x-education/post.js <csv> [--rows 500] [--url http://localhost:3000]

const usage = 'node dist/examples/x-education/post.js <csv> [--rows 500] [--url http://localhost:3000]';
const here = join('examples', 'x-education');
const batch = 500;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { rows: { type: 'string' }, url: { type: 'string' } },
  });
  const [file] = positionals;
  if (file === undefined) throw new Error(`No file was named. ${usage}`);
  const all = parse(readFileSync(file), { columns: true }) as Row[];
  const rows = all.slice(0, rowsAsked(values.rows, all.length));
  const baton = createBatonClient(values.url ?? 'http://localhost:3000', readToken());
  await baton.postYaml('/v1/teams', readFileSync(join(here, 'team.yaml'), 'utf8'));
  await baton.postYaml('/v1/agreements', readFileSync(join(here, 'agreement.yaml'), 'utf8'));
  const leads = await postLeads(baton, rows);
  const facts = await postActivities(baton, rows);
  const standings = await countStandings(baton, leads.ids);
  const { created, known } = leads;
  console.log(JSON.stringify({ rows: rows.length, leads: { created, known }, facts, standings }, null, 2));
}

function rowsAsked(rows: string | undefined, all: number): number {
  const asked = rows === undefined ? all : Number(rows);
  if (!Number.isInteger(asked) || asked < 1) throw new Error(`--rows takes a whole number from 1 on. ${usage}`);
  return asked;
}

function readToken(): string {
  try {
    return readFileSync(join('.baton', 'token'), 'utf8').trim();
  } catch {
    throw new Error('There is no .baton/token here. Start Baton with `npm start`, and run this from the same folder.');
  }
}

interface Captured {
  leadId: string;
  created: boolean;
}

async function postLeads(baton: BatonClient, rows: Row[]): Promise<{ ids: string[]; created: number; known: number }> {
  const leads: Captured[] = [];
  const tick = createProgress('leads', rows.length);
  await inLanes(rows, 8, async (row) => {
    leads.push((await baton.post('/v1/leads', captureOf(row))) as Captured);
    tick();
  });
  const created = leads.filter((lead) => lead.created).length;
  return { ids: leads.map((lead) => lead.leadId), created, known: leads.length - created };
}

interface Appended {
  accepted: number;
  duplicates: number;
  refused: { index: number; problem: unknown }[];
}

async function postActivities(baton: BatonClient, rows: Row[]): Promise<Appended> {
  const today = new Date().toISOString().slice(0, 10);
  const facts = rows.flatMap((row) => lastActivityOf(row, today) ?? []);
  const batches = Array.from({ length: Math.ceil(facts.length / batch) }, (_, n) => facts.slice(n * batch, (n + 1) * batch));
  const count: Appended = { accepted: 0, duplicates: 0, refused: [] };
  const tick = createProgress('facts', batches.length);
  for (const some of batches) {
    const { accepted, duplicates, refused } = (await baton.post('/v1/facts', { facts: some })) as Appended;
    count.accepted += accepted;
    count.duplicates += duplicates;
    count.refused.push(...refused);
    tick();
  }
  return count;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
