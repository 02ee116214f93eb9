import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { projectRoot } from '../../libs/embedded/project-root.js';
import { createDataSource } from '../../libs/persistence/data-source.js';
import { eventually } from '../support/eventually.js';
import { startBaton, type Baton } from '../support/start-baton.js';
import { createPoster, type Post } from './poster.js';

/**
 * Baton with its sample agreement, on a Postgres that waits for the disk. Reps have room for everyone, and the first planned touch comes an hour after
 * the acceptance: the mail that reminds of it would be measured as part of the accept.
 */
export interface BenchBaton {
  baton: Baton;
  source: DataSource;
  post: Post;
  stop(): Promise<void>;
}

/** `change`: what else the sample agreement shall say. */
export async function startBenchBaton(name: string, change = (agreement: string): string => agreement): Promise<BenchBaton> {
  const sample = (file: string): string => readFileSync(join(projectRoot, 'examples/saas-inbound', file), 'utf8');
  const team = sample('team.yaml').replaceAll(/capacity: \d+,/g, '');
  const agreement = change(sample('agreement.yaml').replace('after: 0min', 'after: 1h'));
  const baton = await startBaton({ name, agreement, team });
  const source = await createDataSource(baton.databaseUrl, { poolSize: 4, applicationName: 'bench' }).initialize();
  const poster = createPoster(baton.url, baton.token);
  return {
    baton,
    source,
    post: poster.post,
    async stop() {
      poster.close();
      await source.destroy();
      await baton.stop();
    },
  };
}

export interface NewFact {
  id: string;
  kind: string;
  occurredAt: string;
  lead: Record<string, string>;
  data: object;
}

export const factOf = (lead: Record<string, string>, kind: string, data: object, at = Date.now()): NewFact => ({
  id: randomUUID(),
  kind,
  occurredAt: new Date(at).toISOString(),
  lead,
  data,
});

/** A lead's first facts: who it is, and that it may be written to. */
export function captured(email: string, at = Date.now()): NewFact[] {
  const profile = { firstName: 'Eva', country: 'ES', company: { name: 'Acme', employees: 120 }, email };
  const capture = factOf({ email }, 'captured', { source: 'bench', profile, consent: { email: true } }, at);
  return [capture, factOf({ email }, 'consent', { channel: 'email', given: true }, at)];
}

/** Sends facts in batches of up to 500. */
export async function sendFacts(post: Post, facts: NewFact[]): Promise<void> {
  for (let n = 0; n < facts.length; n += 500) await post('/v1/facts', { facts: facts.slice(n, n + 500) });
}

export interface Held {
  leadId: string;
  repId: string;
}

/** So many leads more that were handed to a rep who was told: what waits for an answer. */
export async function handedOff({ post, source }: BenchBaton, count: number): Promise<Held[]> {
  const prefix = randomUUID().slice(0, 8);
  const emails = Array.from({ length: count }, (_, n) => `${prefix}-${n}@buyer.example`);
  const facts = emails.flatMap((email) => [...captured(email), factOf({ email }, 'form_submitted', { form: 'demo' })]);
  await sendFacts(post, facts);
  return eventually(() => allTold(source, prefix, count), { timeoutMs: 600_000, everyMs: 250 });
}

/** Leads whose e-mail begins so, once `count` of them are with a rep who was told. */
export async function allTold(source: DataSource, prefix: string, count: number): Promise<Held[]> {
  const held = await source.query<Held[]>(
    `select lead_id as "leadId", rep_id as "repId" from life join lead_identity using (lead_id)
     where stage = 'marketing_qualified' and rep_id is not null and kind = 'email' and value like $1
       and not exists (select from effect where effect.lead_id = life.lead_id and status in ('planned', 'sending'))`,
    [`${prefix}-%`],
  );
  if (held.length < count) throw new Error(`${held.length} of ${count} leads are handed off`);
  return held;
}
