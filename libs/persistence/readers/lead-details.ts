import type { EntityManager } from 'typeorm';
import type { Instant } from '../../domain/calendar/instant.js';
import type { HandOff, LeadState } from '../../domain/lifecycle/lead.js';
import type { Stage } from '../../domain/lifecycle/moves.js';
import type { Consent, Profile } from '../../domain/scoring/evidence.js';
import type { Identity } from '../facts/identity.js';

/** One lead as it stands now: who it is, and where its life stands as of its last turn. */
export interface LeadDetails {
  leadId: string;
  stage: Stage;
  stageSinceAt: Instant | null;
  sellerStage: string | null;
  repId: string | null;
  queue: string | null;
  handOffs: number;
  handOff: HandOff | null;
  clocks: RunningClock[];
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

/** A promise that runs, or was broken and not yet met. */
export interface RunningClock {
  id: string;
  clock: string;
  clause: string;
  by: string;
  repId: string | null;
  startedAt: Instant;
  dueAt: Instant;
  breachedAt: Instant | null;
  /** Below zero: overdue. */
  msLeft: number;
}

interface Row {
  profile: Profile;
  consent: Consent;
  createdAt: Date;
  lastSeq: number;
  mergedInto: string | null;
  identities: Identity[];
  state: LeadState | null;
  stuck: string | null;
  wakeAt: Date | null;
  wakeWhy: string | null;
}

/** Null for an unknown lead. A lead that was captured a moment ago has no life yet: it is an inquiry of turn 0. */
export async function leadDetails(manager: EntityManager, leadId: string, now: Instant): Promise<LeadDetails | null> {
  const [row] = await manager.query<Row[]>(
    `select lead.profile, lead.consent, lead.created_at as "createdAt", lead.last_seq as "lastSeq", lead.merged_into as "mergedInto",
       (select coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'value', value) order by kind, value), '[]')
        from lead_identity where lead_identity.lead_id = lead.lead_id) as identities,
       life.state, life.stuck, life.wake_at as "wakeAt", life.wake_why as "wakeWhy"
     from lead left join life using (lead_id) where lead.lead_id = $1`,
    [leadId],
  );
  return row ? { leadId, ...lifeOf(row, now), ...whoOf(row) } : null;
}

function whoOf(row: Row): Pick<LeadDetails, 'facts' | 'mergedIntoLeadId' | 'createdAt' | 'profile' | 'identities' | 'consent'> {
  const { lastSeq: facts, mergedInto: mergedIntoLeadId, profile, identities, consent } = row;
  return { facts, mergedIntoLeadId, createdAt: row.createdAt.getTime(), profile, identities, consent };
}

function lifeOf(row: Row, now: Instant): Omit<LeadDetails, 'leadId' | keyof ReturnType<typeof whoOf>> {
  const { state } = row;
  return {
    stage: state?.stage ?? (row.mergedInto === null ? 'inquiry' : 'merged'),
    stageSinceAt: state?.stageSinceAt ?? null,
    sellerStage: state?.sellerStage ?? null,
    repId: state?.repId ?? null,
    queue: state?.queue ?? null,
    handOffs: state?.handOffs ?? 0,
    handOff: state?.handOff ?? null,
    clocks: (state?.clocks ?? []).map((clock) => clockOf(clock, now)),
    ...progressOf(state),
    stuck: row.stuck,
    nextWake: row.wakeAt === null ? null : { at: row.wakeAt.getTime(), why: row.wakeWhy },
    agreementVersion: state?.agreementVersion ?? null,
    teamVersion: state?.teamVersion ?? null,
    turn: state?.turn ?? 0,
    heardFacts: state?.heardSeq ?? 0,
  };
}

function progressOf(
  state: LeadState | null,
): Pick<LeadDetails, 'track' | 'cadence' | 'touches' | 'lastTouchAt' | 'recycles' | 'rest'> {
  if (!state) return { track: null, cadence: null, touches: 0, lastTouchAt: null, recycles: 0, rest: null };
  const { track, cadence, touches, lastTouchAt, recycles, rest } = state;
  return { track, cadence, touches, lastTouchAt, recycles, rest };
}

function clockOf(clock: LeadState['clocks'][number], now: Instant): RunningClock {
  const { id, clock: name, clause, by, repId, startedAt, dueAt, breachedAt } = clock;
  return { id, clock: name, clause, by, repId, startedAt, dueAt, breachedAt, msLeft: dueAt - now };
}
