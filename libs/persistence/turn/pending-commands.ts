import type { EntityManager } from 'typeorm';
import type { Instant } from '../../domain/calendar/instant.js';
import type { LeadCommand } from '../../domain/lifecycle/commands.js';
import type { LeadInput } from '../../domain/lifecycle/inputs.js';
import type { LeadState } from '../../domain/lifecycle/lead.js';
import { isBreached } from '../../domain/lifecycle/clock-parts.js';

/**
 * Commands that were accepted into the table and have not reached the lead: asked for before a turn that may declare a breach, so that nobody is
 * charged for an answer which lies here already. They count from when they were stored, and are answered with this turn; whoever sends one again gets
 * that answer. Nothing is asked for a turn without a due clock.
 */
export async function pendingCommands(
  manager: EntityManager,
  { leadId, clocks }: LeadState,
  inputs: LeadInput[],
  now: Instant,
): Promise<LeadInput[]> {
  const due = clocks.filter((clock) => !isBreached(clock) && clock.dueAt <= now);
  if (due.length === 0) return [];
  const heard = inputs.flatMap((input) => (input.kind === 'command' ? [input.command.id] : []));
  const rows = await manager.query<{ body: LeadCommand; received_at: Date }[]>(pendingQuery, [
    leadId,
    new Date(Math.min(...due.map(({ startedAt }) => startedAt))),
    heard,
  ]);
  return rows.map(({ body, received_at }) => ({
    kind: 'command',
    at: Math.min(received_at.getTime(), now),
    command: body,
  }));
}

/** $1 lead, $2 since when, $3 ids that are heard anyway. Until an answer is written, `turn` is null: the index finds the few that wait. */
export const pendingQuery = `
  select body, received_at from command
  where lead_id = $1 and turn is null and answer is null and received_at >= $2 and id <> all($3::uuid[])
  order by received_at, id`;
