import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import type { Instant } from '../../../libs/domain/calendar/instant.js';
import { findingKinds, noCounts, type Counts, type FindingKind } from '../../../libs/messages/reconcile.js';
import { lastWatch, reconciliations, type Reconciliation } from '../../../libs/persistence/readers/reconciliations.js';
import type { leadsHealth } from './leads-health.schemas.js';

type Verdict = Pick<z.infer<typeof leadsHealth>, 'status' | 'say'>;

const blindAfterMs = 15 * 60_000;
const means: Record<FindingKind, string> = {
  orphans: 'open leads without a running workflow were found, and rung',
  unheard: 'leads with news that nobody was going to tell them were found, and rung',
  late: 'leads that should have woken minutes ago were found, and rung',
  strangers:
    'workflows run whose lead has ended, or is not known to Postgres; ended ones were rung. Unknown ones are left alone: is this the right Postgres? If it was restored from before: npm run baton -- reproject --dry-run',
  ahead: 'workflows hold turns that Postgres does not: it was restored from before. npm run baton -- reproject --dry-run',
};

/** What the last look at all leads found and mended, with what it means; and the last times that all were rebuilt or re-projected. */
export async function readLeadsHealth(manager: EntityManager, now: Instant) {
  const watch = await lastWatch(manager);
  const [[lastRebuild], [lastReproject]] = await Promise.all([
    reconciliations(manager, 'rebuild', 1),
    reconciliations(manager, 'reproject', 1),
  ]);
  const { status, say } = judge(watch, now);
  return {
    status,
    say,
    lookedAt: watch?.endedAt ?? null,
    elsewhere: watch?.elsewhere ?? false,
    leads: watch?.leads ?? 0,
    found: whole(watch?.found),
    repaired: whole(watch?.repaired),
    examples: watch?.examples ?? [],
    lastRebuild: lastRebuild === undefined ? null : viewOf(lastRebuild),
    lastReproject: lastReproject === undefined ? null : viewOf(lastReproject),
  };
}

/** A run that has just begun has counted nothing yet. */
export const viewOf = (run: Reconciliation) => ({ ...run, found: whole(run.found), repaired: whole(run.repaired) });
const whole = (counts: Partial<Counts> | undefined): Counts => ({ ...noCounts, ...counts });

function judge(watch: Reconciliation | null, now: Instant): Verdict {
  const endedAt = watch?.endedAt ?? null;
  if (watch === null || endedAt === null || now - endedAt.getTime() > blindAfterMs)
    return {
      status: 'blind',
      say: 'Nobody has compared Postgres with Temporal in the last quarter of an hour: do the workers run, and is the Schedule `reconcile` there and not paused?',
    };
  if (watch.elsewhere)
    return {
      status: 'attention',
      say: 'Leads live in another Temporal than this one, and nothing moves here. Point Baton back to it, or, if it is lost: npm run baton -- rebuild',
    };
  const { found } = watch;
  const kinds = findingKinds.filter((kind) => (found[kind] ?? 0) > 0);
  if (kinds.length === 0) return { status: 'ok', say: 'Every open lead has one running workflow, and nobody waits for news.' };
  return { status: 'attention', say: kinds.map((kind) => `${kind}: ${means[kind]}.`).join(' ') };
}
