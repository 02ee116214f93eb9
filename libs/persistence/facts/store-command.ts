import type { DataSource, EntityManager } from 'typeorm';
import type { Instant } from '../../domain/calendar/instant.js';
import type { LeadCommand } from '../../domain/lifecycle/commands.js';
import type { Answer } from '../../domain/lifecycle/turn.js';
import { bodyHash } from '../body-hash.js';
import { inTransaction, Raced, unraced } from '../in-transaction.js';
import { appendAll } from './append-facts.js';
import { FactRefused, type FactProblem } from './incoming-fact.js';
import { resultProblem } from './result-problem.js';

/** What is asked of a lead, with all that stays in Postgres: free text, and what a touch was like. */
export interface CommandToStore {
  command: LeadCommand;
  /** The member who asks. Who repeats the command of another gets its answer. */
  by: string;
  note?: string;
  /** `touch` only: when it happened (absent: now), how long it took, and how it went. */
  touch?: { occurredAt?: Instant; seconds?: number; result?: string };
}

/** The command's own turn hears the touch: the relay need not ring for it, unless that has not happened by then. */
const heardByMs = 5_000;

export type StoredCommand =
  | { kind: 'stored'; answer: Answer | null }
  | { kind: 'unknownLead' }
  | { kind: 'merged'; intoLeadId: string }
  | { kind: 'idReused' }
  | { kind: 'refused'; problem: FactProblem };

/**
 * Stores a command before it is sent, so that its id means one thing for ever. A touch happened, whatever the lead answers: its fact is
 * stored in the same transaction, under the command's id. `answer` is set when the same command was answered before.
 */
export async function storeCommand(
  source: DataSource,
  leadId: string,
  toStore: CommandToStore,
  now: Instant,
): Promise<StoredCommand> {
  try {
    if (toStore.command.kind !== 'touch') return (await unraced(() => store(source.manager, leadId, toStore))).stored;
    return await inTransaction(source, (manager) => storeTouch(manager, leadId, toStore, now));
  } catch (error) {
    if (!(error instanceof FactRefused)) throw error;
    return error.problem.code === 'fact.id_reused' ? { kind: 'idReused' } : { kind: 'refused', problem: error.problem };
  }
}

async function storeTouch(manager: EntityManager, leadId: string, toStore: CommandToStore, now: Instant): Promise<StoredCommand> {
  const { stored, isNew } = await store(manager, leadId, toStore);
  if (!isNew || toStore.command.kind !== 'touch') return stored;
  const { command, by, touch } = toStore;
  const problem = await resultProblem(manager, leadId, command.channel, touch?.result);
  if (problem !== null) throw new FactRefused(problem);
  const { occurredAt, ...how } = touch ?? {};
  const data = { channel: command.channel, by: 'rep', repId: command.repId, ...how };
  const when = occurredAt === undefined ? {} : { occurredAt };
  const fact = { id: command.id, kind: 'touch', lead: { leadId }, data, by, ...when };
  await appendAll(manager, [fact], now, { at: new Date(Date.now() + heardByMs) });
  return stored;
}

/** `isNew`: it was not there before. */
async function store(
  manager: EntityManager,
  leadId: string,
  toStore: CommandToStore,
): Promise<{ stored: StoredCommand; isNew: boolean }> {
  const { by: _by, ...asked } = toStore;
  const hash = bodyHash({ leadId, ...asked });
  const found = await insertCommand(manager, leadId, toStore, hash);
  if (found?.isNew) return { stored: { kind: 'stored', answer: null }, isNew: true };
  return { stored: knownAlready(found, hash), isNew: false };
}

function knownAlready(found: Found | undefined, hash: string): StoredCommand {
  if (found === undefined) return { kind: 'unknownLead' };
  const { bodyHash: known, answer, mergedInto } = found;
  if (known !== null) return known === hash ? { kind: 'stored', answer } : { kind: 'idReused' };
  if (mergedInto !== null) return { kind: 'merged', intoLeadId: mergedInto };
  throw new Raced('the same command was stored twice at once');
}

/** What there was before: the lead's row, and the command under this id, if there was one. */
interface Found {
  mergedInto: string | null;
  bodyHash: string | null;
  answer: Answer | null;
  isNew: boolean;
}

/** One statement, since a rep waits: asks for the lead and the id, and inserts the command if both allow it. Undefined: nobody knows the lead. */
async function insertCommand(
  manager: EntityManager,
  leadId: string,
  { command, note, by }: CommandToStore,
  hash: string,
): Promise<Found | undefined> {
  const [found] = await manager.query<Found[]>(
    `with asked as (select merged_into from lead where lead_id = $2),
       inserted as (
         insert into command (id, lead_id, kind, body, body_hash, note, by) select $1, $2, $3, $4, decode($5, 'hex'), $6, $7 from asked where merged_into is null
         on conflict (id) do nothing returning 1)
     select merged_into as "mergedInto", encode(known.body_hash, 'hex') as "bodyHash", known.answer, exists (select from inserted) as "isNew"
     from asked left join command as known on known.id = $1`,
    [command.id, leadId, command.kind, JSON.stringify(command), hash, note ?? null, by],
  );
  return found;
}
