import type { EntityManager } from 'typeorm';
import type { Answer, TurnResult } from '../../domain/lifecycle/turn.js';

/** The result of a turn that has committed. */
export async function storedTurn(manager: EntityManager, leadId: string, turn: number): Promise<TurnResult> {
  const [row] = await manager.query<{ result: TurnResult }[]>('select result from turn where lead_id = $1 and turn = $2', [
    leadId,
    turn,
  ]);
  if (row === undefined) throw new Error(`Turn ${turn} of lead ${leadId} is in its life but not in its turns`);
  return row.result;
}

/** Answers given before, by command id: the same id gets the same answer, also across runs of the workflow. */
export async function storedAnswers(manager: EntityManager, commandIds: string[]): Promise<Map<string, Answer>> {
  if (commandIds.length === 0) return new Map();
  const rows = await manager.query<{ id: string; answer: Answer }[]>(
    'select id, answer from command where id = any($1::uuid[]) and answer is not null',
    [commandIds],
  );
  return new Map(rows.map(({ id, answer }) => [id, answer]));
}
