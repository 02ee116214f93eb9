import type { EntityManager } from 'typeorm';
import type { LeadCommand } from '../../domain/lifecycle/commands.js';

/** What was asked of a lead, by whom, and what it answered. */
export interface AskedCommand {
  id: string;
  kind: LeadCommand['kind'];
  /** A member; null: before there were members. */
  by: string | null;
  receivedAt: Date;
  /** Kind, rep, reason and the like, as they were asked. */
  body: Record<string, unknown>;
  note: string | null;
  /** Null: no answer yet. `why`: a refusal's code, or why nothing changed. */
  answer: { applied: boolean; why: string | null; turn: number | null } | null;
}

interface Row extends Omit<AskedCommand, 'answer'> {
  answer: { applied: boolean; why?: string; refusal?: { code: string } } | null;
  turn: number | null;
}

/** The newest first. */
export async function leadCommands(manager: EntityManager, leadId: string, limit: number): Promise<AskedCommand[]> {
  const rows = await manager.query<Row[]>(
    `select id, kind, by, received_at as "receivedAt", body - 'id' - 'kind' as body, note, answer, turn from command
     where lead_id = $1 order by received_at desc, id limit $2`,
    [leadId, limit],
  );
  return rows.map(({ answer, turn, ...asked }) => ({
    ...asked,
    answer: answer && { applied: answer.applied, why: answer.refusal?.code ?? answer.why ?? null, turn },
  }));
}
