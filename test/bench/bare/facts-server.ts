import fastify from 'fastify';
import { Pool } from 'pg';
import { readBareEnv } from './bare-env.js';

interface BareFact {
  id: string;
  leadId: string;
  seq: number;
  kind: string;
  occurredAt: string;
  data: object;
}

/** The same key and indexes as `fact` has, and nothing else. */
export const bareFactTable = 'create table bare_fact (like fact including all)';

/** The floor that storing facts is held against: Fastify and one multi-row insert. It asks no questions. */
async function main(): Promise<void> {
  const env = readBareEnv();
  const pool = new Pool({ connectionString: env.databaseUrl, max: 10 });
  const server = fastify({ bodyLimit: 8 * 1024 * 1024 });
  server.post<{ Body: { facts: BareFact[] } }>('/facts', async ({ body: { facts } }, reply) => {
    await pool.query(
      `insert into bare_fact (id, lead_id, seq, kind, occurred_at, data, body_hash)
       select * from unnest($1::text[], $2::uuid[], $3::integer[], $4::text[], $5::timestamptz[], $6::jsonb[], $7::bytea[]) on conflict (id) do nothing`,
      [
        facts.map(({ id }) => id),
        facts.map(({ leadId }) => leadId),
        facts.map(({ seq }) => seq),
        facts.map(({ kind }) => kind),
        facts.map(({ occurredAt }) => occurredAt),
        facts.map(({ data }) => JSON.stringify(data)),
        facts.map(() => noHash),
      ],
    );
    return reply.code(202).send({ accepted: facts.length });
  });
  process.once('SIGTERM', () => void server.close().then(() => pool.end()));
  await server.listen({ port: env.port, host: '127.0.0.1' });
}

const noHash = Buffer.alloc(32);

if (require.main === module) void main();
