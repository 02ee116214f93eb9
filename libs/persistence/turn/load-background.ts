import type { EntityManager } from 'typeorm';
import type { SignalRule, Terms } from '../../domain/agreement/terms.js';
import type { Background } from '../../domain/lifecycle/dossier.js';
import { isEvidence } from '../../domain/scoring/is-evidence.js';

/** What the dossier tells beside state and score. Read once a hand-off, so it may look at all facts of the lead. */
export async function loadBackground(manager: EntityManager, leadId: string, terms: Terms): Promise<Background> {
  return {
    topics: await topics(manager, leadId, terms),
    sent: await sent(manager, leadId),
    pastHandOffs: await pastHandOffs(manager, leadId),
  };
}

async function sent(manager: EntityManager, leadId: string): Promise<Background['sent']> {
  const rows = await manager.query<{ message: string; ended_at: Date }[]>(
    `select body->>'message' as message, ended_at from effect
     where lead_id = $1 and kind = 'sendMessage' and status in ('done', 'unknown') and abandoned_by is null order by ended_at`,
    [leadId],
  );
  return rows.map(({ message, ended_at }) => ({ message, at: ended_at.getTime() }));
}

async function pastHandOffs(manager: EntityManager, leadId: string): Promise<Background['pastHandOffs']> {
  const rows = await manager.query<{ body: Background['pastHandOffs'][number] }[]>(
    `select body from event where lead_id = $1 and kind in ('OutcomeReported', 'LeadRejected') and abandoned_by is null order by turn, n`,
    [leadId],
  );
  return rows.map(({ body: { handOff, repId, reason, at } }) => ({ handOff, repId, reason, at }));
}

async function topics(manager: EntityManager, leadId: string, terms: Terms): Promise<Background['topics']> {
  const rules = Object.values(terms.signals).filter(({ topic }) => topic !== null);
  if (rules.length === 0) return [];
  const facts = await manager.query<{ kind: string; data: Record<string, unknown>; occurred_at: Date }[]>(
    'select kind, data, occurred_at from fact where lead_id = $1 and kind = any($2) order by occurred_at',
    [leadId, [...new Set(rules.flatMap(({ matchers }) => matchers.map(({ kind }) => kind)))]],
  );
  const found = new Map<string, { topic: string; count: number; lastAt: number }>();
  for (const fact of facts) {
    for (const topic of new Set(rules.filter((rule) => isEvidence(rule, fact)).flatMap((rule) => topicOf(rule, fact.data)))) {
      found.set(topic, { topic, count: (found.get(topic)?.count ?? 0) + 1, lastAt: fact.occurred_at.getTime() });
    }
  }
  return [...found.values()].sort((a, b) => b.count - a.count);
}

function topicOf({ topic }: SignalRule, data: Record<string, unknown>): string[] {
  if (topic === null) return [];
  if ('value' in topic) return [topic.value];
  const value = data[topic.from];
  return typeof value === 'string' && value !== '' ? [value] : [];
}
