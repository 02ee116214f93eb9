import { Client } from 'pg';
import { leadIdOf, leadLifecycleType } from '../../libs/messages/lead-lifecycle.js';
import { eventually } from '../support/eventually.js';
import { openTemporal } from '../support/open-temporal.js';
import type { Baton } from '../support/start-baton.js';
import type { Sent } from './send-lives.js';

/** The counts that hold whatever died, and in whatever order. Waits until effects have ended; throws what is not whole, and prints what was counted. */
export async function expectWhole(baton: Baton, sent: Sent): Promise<void> {
  const postgres = new Client({ connectionString: baton.databaseUrl });
  await postgres.connect();
  const count = async (sql: string, values: unknown[] = []): Promise<number> =>
    (await postgres.query<{ n: number }>(`select count(*)::int as n from ${sql}`, values)).rows[0]?.n ?? 0;
  try {
    expect(await factsHeld(count, sent)).toEqual({ sent: sent.facts.size, held: sent.facts.size, inAll: sent.facts.size });
    expect(await commandsAnswered(count, sent)).toEqual({ answered: sent.commands.size, eventsTwice: 0 });
    const effects = await eventually(() => effectsEnded(count, baton), { timeoutMs: 120_000, everyMs: 250 });
    expect(await count('life where stuck is not null')).toBe(0);
    const { rows } = await postgres.query<{ id: string }>('select lead_id as id from life where not ended');
    await noOrphans(baton, new Set(rows.map(({ id }) => id)), sent);
    tell({ facts: sent.facts.size, commands: sent.commands.size, ...effects, openAndRunning: rows.length });
  } finally {
    await postgres.end();
  }
}

type Counted = Record<string, number>;
type Count = (sql: string, values?: unknown[]) => Promise<number>;

async function factsHeld(count: Count, { facts }: Sent): Promise<object> {
  return { sent: facts.size, held: await count('fact where id = any($1)', [[...facts]]), inAll: await count('fact') };
}

/** Every command that came to an answer has it once; what it changed stands in the story once. */
async function commandsAnswered(count: Count, { commands }: Sent): Promise<object> {
  const told = `select body->>'commandId' from event where abandoned_by is null and body ? 'commandId' group by 1 having count(*) > 1`;
  const opened = `select lead_id from event where abandoned_by is null and kind in ('LeadOpened', 'HandOffOpened') group by lead_id, kind, body->>'handOff' having count(*) > 1`;
  return {
    answered: await count('command where id = any($1::uuid[]) and answer is not null', [[...commands]]),
    eventsTwice: await count(`(${told} union all select lead_id::text from (${opened}) as o) as twice`),
  };
}

/** A purpose is a row, and no mail of one purpose came twice; one whose end is unknown came at most once. */
async function effectsEnded(count: Count, { mail }: Baton): Promise<Counted> {
  expect(await count(`effect where status in ('planned', 'held', 'sending', 'failed') and abandoned_by is null`)).toBe(0);
  const messageIds = mail.mails.all().map(({ messageId }) => messageId);
  expect(new Set(messageIds).size).toBe(messageIds.length);
  const done = await count(`effect where status = 'done'`);
  const unknown = await count(`effect where status = 'unknown'`);
  expect(messageIds.length).toBeGreaterThanOrEqual(done);
  expect(messageIds.length).toBeLessThanOrEqual(done + unknown);
  return { effectsDone: done, effectsUnknown: unknown, mails: messageIds.length };
}

/** Each open lead has one workflow that runs, and none failed. Temporal's lists lag behind a little. */
async function noOrphans(baton: Baton, open: Set<string>, sent: Sent): Promise<void> {
  const temporal = openTemporal(baton);
  const ids = async (status: string): Promise<string[]> => {
    const found: string[] = [];
    const query = `WorkflowType = '${leadLifecycleType}' AND ExecutionStatus = '${status}'`;
    for await (const { workflowId } of temporal.workflow.list({ query })) found.push(leadIdOf(workflowId));
    return found.sort();
  };
  try {
    expect([...sent.leads].filter((leadId) => !open.has(leadId))).toEqual([]);
    await eventually(async () => expect(await ids('Running')).toEqual([...open].sort()), { timeoutMs: 30_000, everyMs: 250 });
    expect(await ids('Failed')).toEqual([]);
    expect(await ids('Terminated')).toEqual([...sent.resets].sort());
  } finally {
    await temporal.connection.close();
  }
}

function tell(counted: Counted): void {
  const counts = Object.entries(counted).map(([what, n]) => `${what} ${n}`);
  process.stderr.write(`${expect.getState().currentTestName ?? ''}\n  ${counts.join(', ')}, lost 0, twice 0, orphans 0\n`);
}
