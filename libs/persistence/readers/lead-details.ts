import type { EntityManager } from 'typeorm';
import type { Instant } from '../../domain/calendar/instant.js';
import { newLead, type HandOff, type LeadState } from '../../domain/lifecycle/lead.js';
import type { Stage } from '../../domain/lifecycle/moves.js';
import type { Consent, Profile } from '../../domain/scoring/evidence.js';
import type { WhyRep } from '../../domain/lifecycle/why-rep.js';
import type { Identity } from '../facts/identity.js';
import { runningClock, type RunningClock } from './running-clock.js';
import { lastRouting } from '../last-routing.js';

/** One lead as it stands now: who it is, and where its life stands as of its last turn. */
export interface LeadDetails {
  leadId: string;
  stage: Stage;
  stageSinceAt: Instant;
  sellerStage: string | null;
  repId: string | null;
  queue: string | null;
  handOffs: number;
  handOff: HandOff | null;
  /** Why the running hand-off is with whom it is; null: there is none. */
  why: WhyRep | null;
  clocks: (RunningClock & { id: string; repId: string | null; startedAt: Instant })[];
  track: LeadState['track'];
  cadence: LeadState['cadence'];
  touches: number;
  lastTouchAt: Instant | null;
  recycles: number;
  rest: LeadState['rest'];
  /** Why the lead is stuck, as a code; null if it is not. */
  stuck: string | null;
  nextWake: { at: Instant; why: string | null } | null;
  agreementVersion: number | null;
  teamVersion: number | null;
  turn: number;
  /** Facts so far, and how many of them a turn has seen. */
  facts: number;
  heardFacts: number;
  mergedIntoLeadId: string | null;
  createdAt: Instant;
  profile: Profile;
  identities: Identity[];
  consent: Consent;
}

interface Row {
  profile: Profile;
  consent: Consent;
  createdAt: Date;
  facts: number;
  mergedIntoLeadId: string | null;
  identities: Identity[];
  state: LeadState | null;
  stuck: string | null;
  wakeAt: Date | null;
  wakeWhy: string | null;
}

/** Null for an unknown lead. A lead that was captured a moment ago has no life yet: it is an inquiry of turn 0. */
export async function leadDetails(manager: EntityManager, leadId: string, now: Instant): Promise<LeadDetails | null> {
  const [row] = await manager.query<Row[]>(
    `select lead.profile, lead.consent, lead.created_at as "createdAt", (select coalesce(max(seq), 0) from fact where fact.lead_id = lead.lead_id) as facts, lead.merged_into as "mergedIntoLeadId",
       (select coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'value', value) order by kind, value), '[]')
        from lead_identity where lead_identity.lead_id = lead.lead_id) as identities,
       life.state, life.stuck, life.wake_at as "wakeAt", life.wake_why as "wakeWhy"
     from lead left join life using (lead_id) where lead.lead_id = $1`,
    [leadId],
  );
  if (!row) return null;
  const { state, wakeAt, wakeWhy, createdAt, ...who } = row;
  return {
    ...lifeOf(state ?? unborn(leadId, row), now),
    ...who,
    why: state?.handOff ? await lastRouting(manager, leadId, state.handOff.number) : null,
    agreementVersion: state?.agreementVersion ?? null,
    teamVersion: state?.teamVersion ?? null,
    nextWake: wakeAt && { at: wakeAt.getTime(), why: wakeWhy },
    createdAt: createdAt.getTime(),
  };
}

function unborn(leadId: string, { createdAt, mergedIntoLeadId }: Row): LeadState {
  const state = newLead(leadId, createdAt.getTime());
  return mergedIntoLeadId === null ? state : { ...state, stage: 'merged' };
}

function lifeOf(
  state: LeadState,
  now: Instant,
): Omit<LeadDetails, keyof Row | 'why' | 'nextWake' | 'agreementVersion' | 'teamVersion'> {
  const { leadId, stage, stageSinceAt, sellerStage, repId, queue, handOffs, handOff } = state;
  const { track, cadence, touches, lastTouchAt, recycles, rest, turn, heardSeq: heardFacts } = state;
  return {
    ...{ leadId, stage, stageSinceAt, sellerStage, repId, queue, handOffs, handOff },
    ...{ track, cadence, touches, lastTouchAt, recycles, rest, turn, heardFacts },
    clocks: state.clocks.map((clock) => {
      const { id, repId: rep, startedAt } = clock;
      return { id, repId: rep, startedAt, ...runningClock(clock, now) };
    }),
  };
}
