import type { DataSource, QueryRunner } from 'typeorm';
import { createDataSource } from '../../libs/persistence/data-source.js';
import { LivesInPostgres } from '../support/lives-in-postgres.js';

export const factsALead = 10;
export const emailOf = (n: number): string => `p${n}@acme.example`;

const leadId = `md5('lead ' || n)::uuid`;
const tables = ['lead', 'lead_identity', 'fact', 'ledger', 'life', 'due_lead'];

/** A copy of the model's rows for each lead, with other values in some columns. */
function copies(table: string, columns: Record<string, string>): string {
  const values = Object.entries(columns).map(([column, value]) => `'${column}', ${value}`);
  return `with of_model as materialized (select whole as model from ${table} as whole where lead_id = $2)
    insert into ${table} select copy.* from generate_series(1, $1::integer) as n, of_model,
      jsonb_populate_record(model, jsonb_build_object(${values.join(', ')})) as copy`;
}

const inserts = [
  copies('lead', { lead_id: leadId, profile: `(model).profile || jsonb_build_object('email', 'p' || n || '@acme.example')` }),
  `insert into lead_identity (kind, value, lead_id) select 'email', 'p' || n || '@acme.example', ${leadId} from generate_series(1, $1::integer) as n where $2::uuid is not null`,
  copies('fact', {
    id: 'gen_random_uuid()::text',
    lead_id: leadId,
    occurred_at: `(model).occurred_at - make_interval(mins => n % 100000)`,
  }),
  copies('ledger', { lead_id: leadId }),
  copies('life', { lead_id: leadId, updated_at: 'now() - make_interval(secs => n)' }),
  `insert into due_lead (lead_id, due_at) select ${leadId}, now() + make_interval(hours => 24 + n % 720) from generate_series(1, $1::integer) as n where $2::uuid is not null`,
];

/**
 * Fills a database with leads that are all like one: it was told ten facts, the relay looked at it, and it took its first turn. Indexes are built
 * after the rows, which is quicker, and Postgres has looked at all of it before this ends.
 */
export async function copyLead(source: DataSource, count: number): Promise<void> {
  const model = await liveOnce(source);
  const patient = await createDataSource((source.options as { url: string }).url, { statementTimeoutMs: 0 }).initialize();
  const runner = patient.createQueryRunner();
  for (const setting of [`maintenance_work_mem = '1GB'`, 'session_replication_role = replica'])
    await runner.query(`set ${setting}`);
  const rebuild = await dropIndexes(runner);
  for (const insert of inserts) await runner.query(insert, [count, model]);
  for (const index of rebuild) await runner.query(index);
  await runner.query(`vacuum (analyze) ${tables.join(', ')}`);
  await runner.query('checkpoint');
  await runner.release();
  await patient.destroy();
}

async function liveOnce(source: DataSource): Promise<string> {
  const lives = new LivesInPostgres(source);
  let model = '';
  for (let n = 0; n < factsALead; n += 1)
    model = await lives.tell('model', n === 5 ? 'file_downloaded' : 'page_viewed', { path: '/docs' }, n * 3_600_000);
  await lives.relay();
  return model;
}

/** Gives the statements that build them again. The key of `lead` stays: others refer to it. */
async function dropIndexes(runner: QueryRunner): Promise<string[]> {
  const plain: { name: string; build: string }[] = await runner.query(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as build from pg_index
     where indrelid = any($1::regclass[]) and not indisprimary`,
    [tables],
  );
  for (const { name } of plain) await runner.query(`drop index ${name}`);
  await runner.query('alter table fact drop constraint fact_pkey');
  return ['alter table fact add constraint fact_pkey primary key (id)', ...plain.map(({ build }) => build)];
}
