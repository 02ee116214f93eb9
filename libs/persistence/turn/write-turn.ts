import type { EntityManager } from 'typeorm';
import type { Dossier } from '../../domain/lifecycle/dossier.js';
import type { Effect } from '../../domain/lifecycle/effects.js';
import { enteredStage } from '../../domain/lifecycle/entered-stage.js';
import type { LeadEvent } from '../../domain/lifecycle/events.js';
import type { LeadInput } from '../../domain/lifecycle/inputs.js';
import { stuckReason, type LeadState } from '../../domain/lifecycle/lead.js';
import type { Seen } from '../../domain/lifecycle/seen.js';
import { versionsOf } from '../../domain/lifecycle/version/versions-of.js';
import type { TurnResult } from '../../domain/lifecycle/turn.js';
import type { World } from '../../domain/lifecycle/world.js';
import { atOnce } from '../at-once.js';
import { dropEffects } from '../effects/drop-effects.js';
import { makeDue } from '../facts/due-leads.js';
import { writeMoved } from '../moves/write-moved.js';
import { nextInLine, writeWaiting } from './waiting-leads.js';
import { writeAnswers } from './write-answers.js';
import { writeClocks } from './write-clocks.js';
import { writeOffers } from './write-offers.js';
import { writeSeats } from './write-seats.js';

export interface WrittenTurn {
  before: LeadState;
  after: LeadState;
  /** The turn of the life's row as it was read; 0 if there was none. */
  rowTurn: number;
  /** A ring was owed to the life when it was read. */
  ringOwed: boolean;
  inputs: LeadInput[];
  /** What happened, whole: the result tells the workflow less. */
  events: LeadEvent[];
  result: TurnResult;
  world: World;
  seen: Seen;
  digest: string;
  dossier: Dossier | null;
  /** Reps whose seats an abandoned branch gave back; null: no branch was abandoned. */
  undone: string[] | null;
}

/** The one writer of life. Everything a turn decided, or nothing: it runs in the turn's transaction. */
export async function writeTurn(manager: EntityManager, turn: WrittenTurn): Promise<void> {
  const { before, after, events, result, world, undone } = turn;
  const [, freed] = await atOnce([
    writeLife(manager, turn),
    writeSeats(manager, before, after, world, events),
    writeInputs(manager, turn),
    writeEvents(manager, before, after, events),
    writeClocks(manager, before, after, events),
    writeWaiting(manager, before, after, undone !== null),
    writeOffers(manager, before, after, undone !== null),
    writeEffects(manager, after, events),
    writeAnswers(manager, after, turn.inputs, result.answers),
    writeMoved(manager, before, after, turn.inputs, result.answers),
    writeDossier(manager, after, turn.dossier),
  ]);
  const own = turn.ringOwed || changesScoring(before, after) ? [after.leadId] : [];
  const woken = await nextInLine(manager, [...freed, ...(undone ?? [])]);
  await makeDue(manager, [...own, ...woken], { wake: woken.length > 0 });
}

// The relay must look again: at a ring that is heard now, to send the next one if it owes more; and at a new baseline or version, which changes
// the standing without any fact.
const changesScoring = (before: LeadState, after: LeadState): boolean =>
  before.baseline !== after.baseline || (before.turn > 0 && before.agreementVersion !== after.agreementVersion);

// First: a turn that was overtaken is told by that, whatever else fails because of it.
async function writeLife(manager: EntityManager, { after, rowTurn, result }: WrittenTurn): Promise<void> {
  const written = await manager.query<unknown[]>(
    `insert into life (lead_id, turn, state, stage, rep_id, queue, stuck, wake_at, wake_why, heard_seq, agreement_version, team_version, ended, band,
       stuck_since)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $15, case when $7::text is not null then now() end)
     on conflict (lead_id) do update set turn = excluded.turn, state = excluded.state, stage = excluded.stage, rep_id = excluded.rep_id,
       queue = excluded.queue, stuck = excluded.stuck, wake_at = excluded.wake_at, wake_why = excluded.wake_why, heard_seq = excluded.heard_seq,
       agreement_version = excluded.agreement_version, team_version = excluded.team_version, ended = excluded.ended, updated_at = now(),
       band = excluded.band, stuck_since = case when excluded.stuck is not null then coalesce(life.stuck_since, excluded.stuck_since) end
       where life.turn = $14
     returning turn`,
    [
      after.leadId,
      after.turn,
      JSON.stringify(after),
      after.stage,
      after.repId,
      after.queue,
      stuckReason(after),
      result.wakeAt === null ? null : new Date(result.wakeAt),
      result.wakeWhy,
      after.heardSeq,
      after.agreementVersion,
      after.teamVersion,
      result.ended,
      rowTurn,
      after.band,
    ],
  );
  if (written.length === 0) throw new TurnOvertaken(after.leadId);
}

async function writeInputs(manager: EntityManager, turn: WrittenTurn): Promise<void> {
  const { before, after, inputs, result, seen, digest } = turn;
  await manager.query(
    'insert into turn (lead_id, turn, prev, inputs, seen, world_digest, result) values ($1, $2, $3, $4, $5, $6, $7)',
    [after.leadId, after.turn, before.turn, JSON.stringify(inputs), JSON.stringify(seen), digest, JSON.stringify(result)],
  );
}

/** Another turn of this lead committed between our read and our write (two attempts of one activity): taken again, it finds its own result. */
export class TurnOvertaken extends Error {
  constructor(leadId: string) {
    super(`A turn of lead ${leadId} was overtaken`);
    this.name = 'TurnOvertaken';
  }
}

// Each event bears the version by which it was decided.
async function writeEvents(
  manager: EntityManager,
  before: LeadState,
  { leadId, turn, teamVersion }: LeadState,
  events: LeadEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const versions = versionsOf(events, before.agreementVersion);
  await manager.query(
    `insert into event (lead_id, turn, n, kind, at, body, agreement_version, team_version, stage)
     select $1, $2, n, kind, at, body, version, $3, stage
     from jsonb_to_recordset($4) as e (n integer, kind text, at timestamptz, body jsonb, version integer, stage text)`,
    [
      leadId,
      turn,
      teamVersion,
      JSON.stringify(
        events.map((body, n) => ({
          ...{ n, kind: body.kind, at: new Date(body.at).toISOString(), body },
          ...{ version: versions[n], stage: enteredStage(body) },
        })),
      ),
    ],
  );
}

// An effect that another branch has done already keeps its receipt; one that branch only planned, failed at, or came too late for, is planned again.
async function writeEffects(manager: EntityManager, { leadId, turn }: LeadState, events: LeadEvent[]): Promise<void> {
  const dropped = events.flatMap((event) => (event.kind === 'EffectDropped' ? [event.key] : []));
  const planned: Effect[] = events.flatMap((event) => (event.kind === 'EffectPlanned' ? [event.effect] : []));
  await dropEffects(manager, leadId, dropped);
  if (planned.length === 0) return;
  await manager.query(
    `insert into effect (lead_id, key, turn, kind, body)
     select $1, key, $2, kind, body from jsonb_to_recordset($3) as e (key text, kind text, body jsonb)
     on conflict (lead_id, key) do update set turn = excluded.turn, body = excluded.body, abandoned_by = null,
       status = case when effect.status = 'failed' or effect.code in ('effect.dropped', 'effect.abandoned') then 'planned' else effect.status end`,
    [leadId, turn, JSON.stringify(planned.map((body) => ({ key: body.key, kind: body.kind, body })))],
  );
}

async function writeDossier(manager: EntityManager, { leadId, turn }: LeadState, dossier: Dossier | null): Promise<void> {
  if (dossier === null) return;
  await manager.query(
    `insert into dossier (lead_id, hand_off, turn, body) values ($1, $2, $3, $4)
     on conflict (lead_id, hand_off) do update set turn = excluded.turn, body = excluded.body, abandoned_by = null`,
    [leadId, dossier.handOff, turn, JSON.stringify(dossier)],
  );
}
