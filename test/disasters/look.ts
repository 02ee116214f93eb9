import { Client } from 'pg';
import { leadIdOf, leadLifecycleType, statusQuery, type LeadStatus } from '../../libs/messages/lead-lifecycle.js';
import { eventually } from '../support/eventually.js';
import { openTemporal } from '../support/open-temporal.js';
import type { Baton } from '../support/start-baton.js';

/** All that must be the same after a disaster, of one lead. */
export interface LifeSeen {
  leadId: string;
  turn: number;
  stage: string;
  repId: string | null;
  queue: string | null;
  stuck: string | null;
  ended: boolean;
  handOffs: number;
  clocks: { clause: string; dueAt: string; breached: boolean }[];
  wakeAt: string | null;
}

export async function withPostgres<T>(baton: Pick<Baton, 'databaseUrl'>, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: baton.databaseUrl });
  await client.connect();
  return work(client).finally(() => client.end());
}

/** Every life, as Postgres holds it, by lead. Waits until nothing moves: no effect under way, no lead due, no ring unheard. */
export function livesAtRest(baton: Baton, timeoutMs = 120_000): Promise<Map<string, LifeSeen>> {
  return withPostgres(baton, (client) =>
    eventually(
      async () => {
        const { rows } = await client.query<{ moving: number }>(moving);
        if (rows[0]?.moving !== 0) throw new Error(`${rows[0]?.moving} things move still`);
        return lives(client);
      },
      { timeoutMs, everyMs: 500 },
    ),
  );
}

const moving = `select ((select count(*) from effect where status in ('planned', 'sending') and abandoned_by is null
    and not exists (select from life, jsonb_array_elements(life.state->'effects') as pending
      where life.lead_id = effect.lead_id and pending->'effect'->>'key' = effect.key and pending->>'status' <> 'running'))
  + (select count(*) from due_lead where due_at <= now()) + (select count(*) from ledger where owed_seq is not null))::int as moving`;

async function lives(client: Client): Promise<Map<string, LifeSeen>> {
  const { rows } = await client.query<
    LifeSeen & { state: { clocks: { clause: string; dueAt: number; breachedAt: number | null }[] } }
  >(
    `select lead_id as "leadId", turn::float8 as turn, stage, rep_id as "repId", queue, stuck, ended, (state->>'handOffs')::int as "handOffs", state, wake_at as "wakeAt"
     from life order by lead_id`,
  );
  return new Map(
    rows.map(({ state, wakeAt, ...life }) => {
      const clocks = state.clocks.map(({ clause, dueAt, breachedAt }) => ({
        clause,
        dueAt: iso(dueAt),
        breached: breachedAt !== null,
      }));
      return [life.leadId, { ...life, wakeAt: wakeAt === null ? null : iso(wakeAt), clocks }];
    }),
  );
}

const iso = (at: string | number | Date): string => new Date(at).toISOString();

/** What each running workflow tells of its lead; throws if a lead has two. */
export async function livesInTemporal(baton: Baton): Promise<Map<string, LeadStatus>> {
  const temporal = openTemporal(baton);
  const told = new Map<string, LeadStatus>();
  try {
    for await (const { workflowId } of temporal.workflow.list({
      query: `WorkflowType = '${leadLifecycleType}' and ExecutionStatus = 'Running'`,
    })) {
      const leadId = leadIdOf(workflowId);
      if (told.has(leadId)) throw new Error(`${leadId} runs twice`);
      told.set(leadId, await temporal.workflow.getHandle(workflowId).query<LeadStatus>(statusQuery));
    }
    return told;
  } finally {
    await temporal.connection.close();
  }
}

/** What differs between lives before and after; turns must have gone on, for those that had to be opened again. Empty: nothing. */
export function differences(before: Map<string, LifeSeen>, after: Map<string, LifeSeen>): string[] {
  const without = ({ turn: _, ...life }: LifeSeen): string => JSON.stringify(life);
  return [...before.values()].flatMap((life) => {
    const now = after.get(life.leadId);
    if (now === undefined) return [`${life.leadId} is gone`];
    if (without(now) !== without(life)) return [`${without(life)} became ${without(now)}`];
    return now.turn >= life.turn ? [] : [`${life.leadId} has gone back from turn ${life.turn} to ${now.turn}`];
  });
}

/** What differs between Postgres and Temporal: each open lead has one workflow, which tells the same. */
export function disagreements(lives: Map<string, LifeSeen>, running: Map<string, LeadStatus>): string[] {
  const open = [...lives.values()].filter(({ ended }) => !ended);
  const strangers = [...running.keys()].filter((leadId) => lives.get(leadId)?.ended !== false);
  return [
    ...strangers.map((leadId) => `${leadId} runs, and should not`),
    ...open.flatMap((life) => {
      const { leadId, stage, repId, queue, stuck, clocks, turn, wakeAt } = life;
      const told = running.get(leadId);
      if (told === undefined) return [`${leadId} does not run`];
      const [inPostgres, inTemporal] = [
        { stage, repId, queue, stuck, clocks, turn, wakeAt },
        {
          stage: told.stage,
          repId: told.repId,
          queue: told.queue,
          stuck: told.stuck,
          clocks: told.clocks,
          turn: told.turn,
          wakeAt: told.wakeAt,
        },
      ].map((one) => JSON.stringify(one));
      return inPostgres === inTemporal ? [] : [`Postgres has ${inPostgres}, Temporal ${inTemporal}`];
    }),
  ];
}

/** Mails that came more than once for one purpose. */
export function mailsTwice({ mail }: Baton): string[] {
  const ids = mail.mails.all().map(({ messageId }) => messageId);
  return ids.filter((id, n) => ids.indexOf(id) !== n);
}
