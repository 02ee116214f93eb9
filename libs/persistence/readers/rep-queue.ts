import type { EntityManager } from 'typeorm';
import type { Terms } from '../../domain/agreement/terms.js';
import type { Instant } from '../../domain/calendar/instant.js';
import type { Dossier } from '../../domain/lifecycle/dossier.js';
import type { Clock } from '../../domain/lifecycle/lead.js';
import type { CadenceProgress } from '../../domain/lifecycle/plan-progress.js';
import type { Stage } from '../../domain/lifecycle/moves.js';
import type { Profile } from '../../domain/scoring/evidence.js';
import { currentVersions, loadTerms } from '../agreements/load-terms.js';
import { runningClock, type RunningClock } from './running-clock.js';
import { nameOf } from './name-of.js';

/** What one rep has to do, most urgent first. */
export interface RepQueue {
  /** Leads the rep holds, and leads that are offered to the rep, among others; `queue` shows the first of both. */
  held: number;
  offered: number;
  queue: QueuedLead[];
}

export interface QueuedLead {
  /** Why this lead is the rep's: the dossier's sentence and the clause that handed it off; null for a hand-off without a dossier. */
  why: { sentence: string; clause: string } | null;
  leadId: string;
  name: string | null;
  stage: Stage;
  band: string | null;
  /** It is nobody's yet: the first who accepts has it. */
  isOffered: boolean;
  /** Of the most urgent promise of sales; below zero: overdue; null when none runs. */
  minutesLeft: number | null;
  clocks: RunningClock[];
  /** `needs`: the field without which nothing is due. */
  nextTouch: { cadence: string; step: string; touch: string | null; dueAt: Instant | null; needs: string | null } | null;
  /** What the agreement says of the gaps between the two cycles, latest last. */
  advice: string[];
}

interface Row {
  leadId: string;
  stage: Stage;
  band: string | null;
  agreementVersion: number;
  clocks: Clock[];
  cadence: CadenceProgress | null;
  gaps: string[] | null;
  dueAt: Instant | null;
  profile: Profile;
  whyNow: Dossier['whyNow'] | null;
  isOffered: boolean;
  held: number;
  offered: number;
}

/** $1 rep, $2 bands, best first, $3 limit. */
export const repQueueQuery = `
  select life.lead_id as "leadId", life.stage, life.band, life.agreement_version as "agreementVersion", life.state->'clocks' as clocks,
    life.state->'cadence' as cadence, life.state->'handOff'->'gaps' as gaps, urgent.due_at as "dueAt", lead.profile, dossier.body->'whyNow' as "whyNow",
    life.rep_id is null as "isOffered", count(life.rep_id) over ()::integer as held, count(*) filter (where life.rep_id is null) over ()::integer as offered
  from (select lead_id from life where rep_id = $1 and not ended union all
      select lead_id from offer join life using (lead_id) where offer.rep_id = $1 and life.rep_id is null) as own
    join life using (lead_id) join lead on lead.lead_id = life.lead_id
    left join dossier on dossier.lead_id = life.lead_id and dossier.abandoned_by is null
      and dossier.hand_off = (life.state->'handOff'->>'number')::integer
    left join lateral (
      select min((clock->>'dueAt')::bigint) as due_at from jsonb_array_elements(life.state->'clocks') as clock where clock->>'by' = 'sales') as urgent on true
  order by urgent.due_at nulls last, array_position($2::text[], life.band) nulls last, life.lead_id limit $3`;

/** By minutes left on the most urgent promise, then by band. */
export async function repQueue(manager: EntityManager, repId: string, limit: number, now: Instant): Promise<RepQueue> {
  const inForce = await currentVersions(manager);
  const bands = inForce ? (await loadTerms(manager, inForce.agreementVersion)).scoring.bands.map(({ band }) => band) : [];
  const rows = await manager.query<Row[]>(repQueueQuery, [repId, bands, limit]);
  const queue = [];
  for (const row of rows) queue.push(await queued(manager, row, now));
  return { held: rows[0]?.held ?? 0, offered: rows[0]?.offered ?? 0, queue };
}

async function queued(manager: EntityManager, row: Row, now: Instant): Promise<QueuedLead> {
  const { leadId, stage, band, isOffered, profile, whyNow, dueAt, cadence, gaps } = row;
  const terms = await loadTerms(manager, row.agreementVersion); // read once per process
  return {
    why: whyNow && { sentence: whyNow.sentence, clause: whyNow.clause },
    leadId,
    name: nameOf(profile),
    stage,
    band,
    isOffered,
    minutesLeft: dueAt === null ? null : Math.floor((dueAt - now) / 60_000),
    clocks: row.clocks.map((clock) => runningClock(clock, now)).sort((one, other) => one.msLeft - other.msLeft),
    nextTouch: cadence && nextTouch(cadence, terms),
    advice: (gaps ?? []).flatMap((seen) => terms.gaps.find(({ id }) => id === seen)?.say ?? []),
  };
}

function nextTouch({ cadence, step, dueAt, needs }: CadenceProgress, { cadences }: Terms): QueuedLead['nextTouch'] {
  const touch = cadences[cadence]?.steps.find(({ id }) => id === step)?.touch ?? null;
  return { cadence, step, touch, dueAt: needs === undefined ? dueAt : null, needs: needs?.field ?? null };
}
