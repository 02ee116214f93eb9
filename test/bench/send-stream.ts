import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../support/eventually.js';
import { seeded } from '../support/seeded.js';
import { say } from './figure.js';
import type { Post } from './poster.js';

const chance = seeded(300);

/** Of a hundred facts: one asks for a demo, some download, change who they are or consent; the rest looks at pages. */
function aFact(leads: number): object {
  const [kind, data] = kindAndData(chance.below(100));
  const occurredAt = new Date(Date.now() - chance.below(60_000)).toISOString();
  return { id: randomUUID(), kind, occurredAt, lead: { externalId: `lead-${chance.below(leads)}` }, data };
}

function kindAndData(dice: number): [string, object] {
  if (dice === 0) return ['form_submitted', { form: 'demo', product: 'crm' }];
  if (dice < 4) return ['file_downloaded', { file: 'guide' }];
  if (dice < 6) return ['profile_updated', { country: chance.pick(['ES', 'GB']), email: `${randomUUID()}@buyer.example` }];
  if (dice < 8) return ['consent', { channel: 'email', given: chance.below(4) > 0 }];
  return ['page_viewed', { path: chance.pick(['/', '/pricing', '/docs', '/about']) }];
}

export interface StreamPlan {
  /** Facts a second. */
  rate: number;
  minutes: number;
  /** Facts a request. */
  batch: number;
  /** Leads they are about. */
  leads: number;
}

export interface Sent {
  facts: number;
  /** Facts that were sent a second time, in the same request. */
  repeats: number;
  /** Facts that were not taken after half a minute of trying. */
  failed: number;
  /** Of each request, in ms. */
  latencies: number[];
}

/** Sends facts at the rate asked for, as far as at most 64 open requests allow. Each batch goes again until it is taken. */
export async function sendStream(post: Post, { rate, minutes, batch, leads }: StreamPlan): Promise<Sent> {
  const sent: Sent = { facts: 0, repeats: 0, failed: 0, latencies: [] };
  const open = new Set<Promise<void>>();
  const startedAt = performance.now();
  const send = async (facts: object[]): Promise<void> => {
    const before = performance.now();
    await eventually(() => post('/v1/facts', { facts }), { timeoutMs: 30_000, everyMs: 500 }).catch(
      () => void (sent.failed += facts.length),
    );
    sent.latencies.push(performance.now() - before);
  };
  for (let told = 0; performance.now() - startedAt < minutes * 60_000;) {
    const due = ((performance.now() - startedAt) / 1000) * rate - sent.facts;
    if (due < batch || open.size >= 64) {
      await pause(5);
      continue;
    }
    const facts = Array.from({ length: batch }, () => aFact(leads));
    const repeats = facts.filter(() => chance.below(20) === 0);
    sent.facts += facts.length;
    sent.repeats += repeats.length;
    const posting = send([...facts, ...repeats]).finally(() => open.delete(posting));
    open.add(posting);
    if (sent.facts - told >= rate * 10) {
      told = sent.facts;
      say(`${sent.facts} facts sent, ${open.size} requests open`);
    }
  }
  await Promise.all(open);
  return sent;
}
