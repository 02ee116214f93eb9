import type { EntityManager } from 'typeorm';
import type { LeadInput } from '../../domain/lifecycle/inputs.js';
import type { LeadState } from '../../domain/lifecycle/lead.js';
import type { Answer } from '../../domain/lifecycle/turn.js';
import { bodyHash } from '../body-hash.js';

/** Stores each command's answer under its id. A command sent past the API (the Temporal UI's form) gets its row here. */
export async function writeAnswers(
  manager: EntityManager,
  { leadId, turn }: LeadState,
  inputs: LeadInput[],
  answers: Answer[],
): Promise<void> {
  for (const input of inputs) {
    if (input.kind !== 'command') continue;
    const { command } = input;
    const answer = answers.find(({ commandId }) => commandId === command.id);
    await manager.query(
      `insert into command (id, lead_id, kind, body, body_hash, answer, turn) values ($1, $2, $3, $4, decode($5, 'hex'), $6, $7)
       on conflict (id) do update set answer = excluded.answer, turn = excluded.turn where command.answer is null`,
      [command.id, leadId, command.kind, JSON.stringify(command), bodyHash(command), JSON.stringify(answer), turn],
    );
  }
}
