import type { EntityManager } from 'typeorm';
import type { Instant } from '../../domain/calendar/instant.js';
import type { Dossier } from '../../domain/lifecycle/dossier.js';
import type { CadenceProgress, Clock } from '../../domain/lifecycle/lead.js';
import type { Stage } from '../../domain/lifecycle/moves.js';
import type { Profile } from '../../domain/scoring/evidence.js';
import { currentVersions, loadTerms } from '../agreements/load-terms.js';
import { runningClock, type RunningClock } from './running-clock.js';
import { nameOf } from './name-of.js';

/** What one rep has to do, most urgent first. */
export interface RepQueue {
  /** Leads the rep holds; `queue` shows the first of them. */
  held: number;
  queue: QueuedLead[];
}

export interface QueuedLead {
  /** Why this lead is the rep's: the dossier's sentence and the clause that handed it off; null for a hand-off without a dossier. */
  why: { sentence: string; clause: string } | null;
  leadId: string;
  name: string | null;
  stage: Stage;
  band: string | null;
  /** Of the most urgent promise of sales; below zero: overdue; null when none runs. */
  minutesLeft: number | null;
  clocks: RunningClock[];
  nextTouch: { cadence: string; step: string; touch: string | null; dueAt: Instant } | null;
}

interface Row {
  leadId: string;
  stage: Stage;
  band: string | null;
  agreementVersion: number;
  clocks: Clock[];
  cadence: CadenceProgress | null;
  dueAt: Instant | null;
  profile: Profile;
  whyNow: Dossier['whyNow'] | null;
  held: number;
}

/** $1 rep, $2 bands, best first, $3 limit. */
export const repQueueQuery = `
  select life.lead_id as "leadId", life.stage, life.band, life.agreement_version as "agreementVersion", life.state->'clocks' as clocks,
    life.state->'cadence' as cadence, urgent.due_at as "dueAt", lead.profile, dossier.body->'whyNow' as "whyNow", count(*) over ()::integer as held
  from life join lead on lead.lead_id = life.lead_id
    left join dossier on dossier.lead_id = life.lead_id and dossier.abandoned_by is null
      and dossier.hand_off = (life.state->'handOff'->>'number')::integer
    left join lateral (
      select min((clock->>'dueAt')::bigint) as due_at from jsonb_array_elements(life.state->'clocks') as clock where clock->>'by' = 'sales') as urgent on true
  where life.rep_id = $1 and not life.ended
  order by urgent.due_at nulls last, array_position($2::text[], life.band) nulls last, life.lead_id limit $3`;

/** By minutes left on the most urgent promise, then by band. */
export async function repQueue(manager: EntityManager, repId: string, limit: number, now: Instant): Promise<RepQueue> {
  const inForce = await currentVersions(manager);
  const bands = inForce ? (await loadTerms(manager, inForce.agreementVersion)).scoring.bands.map(({ band }) => band) : [];
  const rows = await manager.query<Row[]>(repQueueQuery, [repId, bands, limit]);
  const queue = [];
  for (const row of rows) queue.push(await queued(manager, row, now));
  return { held: rows[0]?.held ?? 0, queue };
}

async function queued(manager: EntityManager, row: Row, now: Instant): Promise<QueuedLead> {
  const { leadId, stage, band, profile, whyNow, dueAt } = row;
  return {
    why: whyNow && { sentence: whyNow.sentence, clause: whyNow.clause },
    leadId,
    name: nameOf(profile),
    stage,
    band,
    minutesLeft: dueAt === null ? null : Math.floor((dueAt - now) / 60_000),
    clocks: row.clocks.map((clock) => runningClock(clock, now)).sort((one, other) => one.msLeft - other.msLeft),
    nextTouch: row.cadence && (await nextTouch(manager, row.cadence, row.agreementVersion)),
  };
}

// Terms of a version are read once per process.
async function nextTouch(
  manager: EntityManager,
  { cadence, step, dueAt }: CadenceProgress,
  version: number,
): Promise<QueuedLead['nextTouch']> {
  const { cadences } = await loadTerms(manager, version);
  const touch = cadences[cadence]?.steps.find(({ id }) => id === step)?.touch ?? null;
  return { cadence, step, touch, dueAt };
}
