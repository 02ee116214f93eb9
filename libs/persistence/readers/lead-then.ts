import type { EntityManager } from 'typeorm';
import type { Instant } from '../../domain/calendar/instant.js';
import { newLead, stuckReason, type HandOff, type LeadState } from '../../domain/lifecycle/lead.js';
import { assess } from '../../domain/scoring/assess.js';
import type { Assessment } from '../../domain/scoring/assessment.js';
import { evidenceOfState } from './evidence-then.js';
import { runningClock, type RunningClock } from './running-clock.js';
import { stateThen } from './state-then.js';

/** One lead as Baton knew it at an instant of the past: events decided by then, facts received by then, under the versions of then. */
export interface LeadThen extends Pick<LeadState, Told> {
  at: Instant;
  firstKnownAt: Instant;
  buyerStage: string | null;
  /** Null: no agreement was in force. */
  assessment: Assessment | null;
  handOff: Pick<HandOff, (typeof shownOfHandOff)[number]> | null;
  clocks: (RunningClock & { id: string; repId: string | null; startedAt: Instant })[];
  stuck: string | null;
  /** Null: it had not had a turn. */
  agreementVersion: number;
  teamVersion: number;
  /** Facts received by then. */
  facts: number;
}

type Told =
  | 'leadId'
  | 'stage'
  | 'stageSinceAt'
  | 'sellerStage'
  | 'repId'
  | 'queue'
  | 'handOffs'
  | 'touches'
  | 'lastTouchAt'
  | 'recycles'
  | 'turn';

const shownOfHandOff = ['number', 'lane', 'clause', 'openedAt', 'assignedAt', 'noticedAt', 'acceptedAt', 'attemptedAt'] as const;

/** Since when Baton knows a lead. Null: it does not. */
export async function firstKnownAt(manager: EntityManager, leadId: string): Promise<Instant | null> {
  const [row] = await manager.query<{ at: Date }[]>(
    `select least(created_at, (select received_at from fact where lead_id = $1 and seq = 1)) as at from lead where lead_id = $1`,
    [leadId],
  );
  return row?.at.getTime() ?? null;
}

/** `knownAt`: since when it is known, not after `at`. */
export async function leadThen(manager: EntityManager, leadId: string, at: Instant, knownAt: Instant): Promise<LeadThen> {
  const lived = await stateThen(manager, leadId, at);
  const state = lived ?? newLead(leadId, knownAt);
  const known = await evidenceOfState(manager, leadId, at, lived);
  const assessment = known && assess(known.evidence, known.terms, at);
  const { stage, stageSinceAt, sellerStage, repId, queue, handOffs, touches, lastTouchAt, recycles, turn } = state;
  return {
    ...{ leadId, at, firstKnownAt: knownAt, stage, stageSinceAt, sellerStage, repId, queue, handOffs, touches, lastTouchAt },
    ...{ recycles, turn, assessment, agreementVersion: state.agreementVersion, teamVersion: state.teamVersion },
    buyerStage: assessment?.buyerStage ?? state.buyerStage,
    handOff: state.handOff && shown(state.handOff),
    clocks: state.clocks.map((clock) => {
      const { id, repId: rep, startedAt } = clock;
      return { id, repId: rep, startedAt, ...runningClock(clock, at) };
    }),
    stuck: stuckReason(state),
    facts: known?.facts ?? 0,
  };
}

function shown(handOff: HandOff): LeadThen['handOff'] {
  return Object.fromEntries(shownOfHandOff.map((key) => [key, handOff[key]])) as LeadThen['handOff'];
}
