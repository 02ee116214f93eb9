import type { EntityManager } from 'typeorm';
import type { LeadInput } from '../../domain/lifecycle/inputs.js';
import type { LeadState } from '../../domain/lifecycle/lead.js';
import type { Answer } from '../../domain/lifecycle/turn.js';
import { landingOf } from '../../domain/lifecycle/version/landing.js';

/** What a turn that was asked to move its lead, or to take a move back, came to. In the turn's own transaction: a move says what happened, or nothing. */
export async function writeMoved(
  manager: EntityManager,
  before: LeadState,
  after: LeadState,
  inputs: LeadInput[],
  answers: Answer[],
): Promise<void> {
  for (const input of inputs) {
    if (input.kind !== 'command') continue;
    const { command } = input;
    if (command.kind !== 'takeVersion' && command.kind !== 'undoVersion') continue;
    const answer = answers.find(({ commandId }) => commandId === command.id);
    const why = answer?.refusal?.message ?? (answer?.applied === true ? null : (answer?.why ?? 'it was not answered'));
    const landed = { before: landingOf(before, before), after: landingOf(after, before), turn: before.turn, seq: after.heardSeq };
    const [turn, landing, not] =
      command.kind === 'takeVersion' ? ['moved_turn', 'landed', 'not_moved'] : ['undone_turn', 'restored', 'not_undone'];
    await manager.query(
      `update move_lead set ${turn} = $3, ${landing} = $4, ${not} = $5 where move_id = $1 and lead_id = $2 and ${turn} is null`,
      [command.moveId, after.leadId, after.turn, why === null ? JSON.stringify(landed) : null, why],
    );
  }
}

/** The fence: what turns of an abandoned branch had noted is taken back; the lead waits for the move, or its undoing, again. */
export async function abandonMoved(manager: EntityManager, leadId: string, prev: number, number: number): Promise<void> {
  await manager.query(
    `update move_lead set moved_turn = null, landed = null, not_moved = null, undone_turn = null, restored = null, not_undone = null
     where lead_id = $1 and moved_turn > $2 and moved_turn < $3`,
    [leadId, prev, number],
  );
  await manager.query(
    `update move_lead set undone_turn = null, restored = null, not_undone = null
     where lead_id = $1 and undone_turn > $2 and undone_turn < $3`,
    [leadId, prev, number],
  );
}
