import type { DataSource, EntityManager } from 'typeorm';
import type { Instant } from '../../domain/calendar/instant.js';
import type { LeadCommand } from '../../domain/lifecycle/commands.js';
import type { Answer } from '../../domain/lifecycle/turn.js';
import { bodyHash } from '../body-hash.js';
import { inTransaction, Raced } from '../in-transaction.js';
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
    return await inTransaction(source, (manager) => store(manager, leadId, toStore, now));
  } catch (error) {
    if (!(error instanceof FactRefused)) throw error;
    return error.problem.code === 'fact.id_reused' ? { kind: 'idReused' } : { kind: 'refused', problem: error.problem };
  }
}

async function store(manager: EntityManager, leadId: string, toStore: CommandToStore, now: Instant): Promise<StoredCommand> {
  const { by, ...asked } = toStore;
  const lead = await findLead(manager, leadId);
  if (!lead) return { kind: 'unknownLead' };
  const hash = bodyHash({ leadId, ...asked });
  const known = await findCommand(manager, toStore.command.id);
  if (known) return known.bodyHash.equals(hash) ? { kind: 'stored', answer: known.answer } : { kind: 'idReused' };
  if (lead.mergedInto !== null) return { kind: 'merged', intoLeadId: lead.mergedInto };
  const problem = await touchProblem(manager, leadId, toStore);
  if (problem !== null) return { kind: 'refused', problem };
  await insertCommand(manager, leadId, toStore, hash);
  const { command, touch } = asked;
  if (command.kind === 'touch') {
    const { occurredAt, ...how } = touch ?? {};
    const data = { channel: command.channel, by: 'rep', repId: command.repId, ...how };
    const when = occurredAt === undefined ? {} : { occurredAt };
    const fact = { id: command.id, kind: 'touch', lead: { leadId }, data, by, ...when };
    await appendAll(manager, [fact], now, { at: new Date(Date.now() + heardByMs) });
  }
  return { kind: 'stored', answer: null };
}

async function touchProblem(
  manager: EntityManager,
  leadId: string,
  { command, touch }: CommandToStore,
): Promise<FactProblem | null> {
  return command.kind === 'touch' ? resultProblem(manager, leadId, command.channel, touch?.result) : null;
}

async function findLead(manager: EntityManager, leadId: string): Promise<{ mergedInto: string | null } | undefined> {
  const [row] = await manager.query<{ mergedInto: string | null }[]>(
    'select merged_into as "mergedInto" from lead where lead_id = $1',
    [leadId],
  );
  return row;
}

async function findCommand(manager: EntityManager, id: string): Promise<{ bodyHash: Buffer; answer: Answer | null } | undefined> {
  const [row] = await manager.query<{ bodyHash: Buffer; answer: Answer | null }[]>(
    'select body_hash as "bodyHash", answer from command where id = $1',
    [id],
  );
  return row;
}

async function insertCommand(manager: EntityManager, leadId: string, toStore: CommandToStore, hash: Buffer): Promise<void> {
  const { command, note, by } = toStore;
  const inserted = await manager.query<unknown[]>(
    `insert into command (id, lead_id, kind, body, body_hash, note, by) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (id) do nothing returning 1`,
    [command.id, leadId, command.kind, JSON.stringify(command), hash, note ?? null, by],
  );
  if (inserted.length === 0) throw new Raced('the same command was stored twice at once');
}
