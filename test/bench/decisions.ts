import { setTimeout as pause } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { eventually } from '../support/eventually.js';
import { seeded } from '../support/seeded.js';
import { captured, factOf, sendFacts, startBenchBaton, type BenchBaton, type NewFact } from './bench-baton.js';
import { percentile, report, say } from './figure.js';
import { watchTurns, type TurnWatch } from './watch-turns.js';

const perSecond = 200;
const seconds = 60;
const batch = 5;
const factsALead = 200;
/** Leads that are told of at a time. Their stories began one after the other, so the stream meets leads at every point of theirs. */
const underWay = 20;
const imported = 300;

/**
 * P4: from the HTTP answer to the instant at which another connection sees the events of the turn, at 200 facts a second with all parts on; and
 * P6: which share of these facts rang. A lead's facts come one by one, in turns with those of the others, so that the relay looks after each.
 */
export async function measureDecisions(): Promise<void> {
  const bench = await startBenchBaton('decisions');
  const { post, source } = bench;
  const stories = Array.from({ length: underWay }, (_, n) => newStory((n * factsALead) / underWay));
  await sendFacts(
    post,
    stories.flatMap(({ email, told }) => [...captured(email), ...Array.from({ length: told }, () => aFact(email))]),
  );
  await quiet(source);

  const since = await now(source);
  const watch = watchTurns(source);
  const { sent, accepted } = await stream(bench, stories);
  await quiet(source);
  await watch.stop();
  const took = await latencies(source, since, accepted, watch);
  say(`P4: ${took.length} turns of the stream told something new`);
  const figures = { unit: 'ms', baseline: [] };
  report({
    ...figures,
    figure: `P4 fact to decision at ${perSecond} facts/s: p50`,
    goal: '< 300',
    ours: [percentile(took, 0.5)],
  });
  report({
    ...figures,
    figure: `P4 fact to decision at ${perSecond} facts/s: p95`,
    goal: '< 2000',
    ours: [percentile(took, 0.95)],
  });
  const share = (await ringsSince(source, since)) / sent;
  report({ figure: 'P6 facts that ring, 200 facts a lead', goal: '< 5', unit: '%', ours: [100 * share], baseline: [] });
  await measureImport(bench);
  await bench.stop();
}

// Each lead must be opened once, so one ring a lead is the floor.
async function measureImport({ post, source }: BenchBaton): Promise<void> {
  const since = await now(source);
  const rows = Array.from({ length: imported }, () => `${randomUUID()}@buyer.example`);
  const facts = rows.flatMap((email) => [...captured(email), factOf({ email }, 'last_activity', { activity: 'Email Opened' })]);
  await sendFacts(post, facts);
  await quiet(source);
  const rings = await ringsSince(source, since);
  say(`P6: ${rings} rings for ${facts.length} facts of ${imported} imported leads`);
  report({ figure: 'P6 rings a lead, import-like', goal: null, unit: 'rings', ours: [rings / imported], baseline: [1] });
}

const chance = seeded(200);

/** What a buyer does in a quarter, told as of now: mostly reading. Every other one asks for a demo. */
function aFact(email: string): NewFact {
  const dice = chance.below(400);
  if (dice === 0) return factOf({ email }, 'form_submitted', { form: 'demo', product: 'crm' });
  if (dice < 7) return factOf({ email }, 'form_submitted', { form: 'guide-1' });
  if (dice < 60) return factOf({ email }, 'email_opened', { message: 'welcome-1' });
  return factOf({ email }, 'page_viewed', {
    path: chance.pick(['/', '/docs', '/about', '/blog', '/customers', '/careers', '/team', '/pricing']),
  });
}

/** A lead that is told of: `told` facts so far, after those of its capture. */
interface Story {
  email: string;
  told: number;
}

const newStory = (told = 0): Story => ({ email: `${randomUUID()}@buyer.example`, told });

// A lead's capture is two facts; the others are numbered after them.
const factsOfCapture = 2;

interface Streamed {
  sent: number;
  /** By lead, when each of its facts was accepted, at its number; those from before the stream are missing. */
  accepted: Map<string, (number | undefined)[]>;
}

/** Sends at the rate asked for, whatever the answers take. A lead of whom all was told makes room for a new one. */
async function stream({ post }: BenchBaton, stories: Story[]): Promise<Streamed> {
  const accepted: Streamed['accepted'] = new Map();
  const startedAt = performance.now();
  const open: Promise<void>[] = [];
  let sent = 0;
  for (let n = 0; n < perSecond * seconds; n += batch) {
    const facts = Array.from({ length: batch }, (_, next) => nextFacts(stories, (n + next) % underWay)).flat();
    await pause(startedAt + (1000 * n) / perSecond - performance.now());
    open.push(send(post, facts, accepted));
    sent += facts.length;
    if (n % 2000 === 0) say(`P4: ${n} of ${perSecond * seconds} facts sent`);
  }
  await Promise.all(open);
  return { sent, accepted };
}

interface Numbered {
  email: string;
  number: number;
  fact: NewFact;
}

function nextFacts(stories: Story[], place: number): Numbered[] {
  const story = stories[place];
  if (story === undefined || story.told >= factsALead) {
    const { email } = (stories[place] = newStory());
    return captured(email).map((fact, n) => ({ email, number: n + 1, fact }));
  }
  const { email } = story;
  return [{ email, number: factsOfCapture + (story.told += 1), fact: aFact(email) }];
}

async function send(post: BenchBaton['post'], facts: Numbered[], accepted: Streamed['accepted']): Promise<void> {
  await post('/v1/facts', { facts: facts.map(({ fact }) => fact) });
  const at = performance.now();
  for (const { email, number } of facts) {
    const own = accepted.get(email) ?? [];
    own[number] = at;
    accepted.set(email, own);
  }
}

async function latencies(source: DataSource, since: Date, accepted: Streamed['accepted'], watch: TurnWatch): Promise<number[]> {
  const rows = await source.query<{ lead_id: string; email: string; turn: number; up_to: number }[]>(
    `select turn.lead_id, lead_identity.value as email, turn.turn, (input->>'upTo')::integer as up_to
     from turn join lead_identity using (lead_id), jsonb_array_elements(inputs) as i (input)
     where kind = 'email' and taken_at > $1 and input->>'kind' = 'ring' and jsonb_array_length(result->'events') > 0`,
    [since],
  );
  return rows.flatMap(({ lead_id, email, turn, up_to }) => {
    const acceptedAt = accepted.get(email)?.[up_to];
    const seenAt = watch.seenAt(lead_id, turn);
    return acceptedAt === undefined || seenAt === null ? [] : [Math.max(0, seenAt - acceptedAt)];
  });
}

async function ringsSince(source: DataSource, since: Date): Promise<number> {
  const [row] = await source.query<{ n: number }[]>(
    `select count(*)::integer as n from turn, jsonb_array_elements(inputs) as input where taken_at > $1 and input->>'kind' = 'ring'`,
    [since],
  );
  return row?.n ?? 0;
}

async function now(source: DataSource): Promise<Date> {
  const [row] = await source.query<{ at: Date }[]>('select clock_timestamp() as at');
  return row?.at ?? new Date();
}

/** Nothing is due, owed or being done. */
function quiet(source: DataSource): Promise<void> {
  const busy = `select (select count(*) from due_lead where due_at <= now()) + (select count(*) from ledger where owed_seq is not null)
    + (select count(*) from effect where status in ('planned', 'sending')) as n`;
  return eventually(
    async () => {
      const [row] = await source.query<{ n: number }[]>(busy);
      if (row?.n !== 0) throw new Error(`${row?.n} things are still to be done`);
    },
    { timeoutMs: 300_000, everyMs: 250 },
  );
}
