import { createHash } from 'node:crypto';
import type { LeadCommand } from '../../libs/domain/lifecycle/commands.js';
import type { MovedPage, MovePlace } from '../../libs/messages/move-leads.js';
import { leadsToMove } from '../../libs/persistence/moves/pages.js';
import { versionOfMove } from '../../libs/persistence/moves/moves.js';
import type { MovingParts } from './moving-parts.js';

const atOnce = 8;
const answerWithinMs = 10_000;

/** Sends each lead of a page its command, some at a time. What became of it, the lead's own turn notes; no answer is weather. */
export async function commandLeads({ source, leads }: MovingParts, act: 'move' | 'undo', place: MovePlace): Promise<MovedPage> {
  const { moveId, limit } = place;
  const version = await versionOfMove(source, moveId);
  const leadIds = await leadsToMove(source, act, place);
  const waiting = [...leadIds];
  const send = async (): Promise<void> => {
    for (let leadId = waiting.shift(); leadId !== undefined; leadId = waiting.shift())
      await leads.command(leadId, commandFor(act, leadId, moveId, version), answerWithinMs);
  };
  await Promise.all(Array.from({ length: atOnce }, send));
  return { leads: leadIds.length, next: leadIds.length < limit ? null : (leadIds.at(-1) ?? null) };
}

function commandFor(act: 'move' | 'undo', leadId: string, moveId: string, version: number): LeadCommand {
  const id = commandId(`${moveId}/${leadId}/${act}`);
  return act === 'move' ? { id, kind: 'takeVersion', version, moveId } : { id, kind: 'undoVersion', moveId };
}

/** The same for the same purpose, so that a page which is sent twice moves nobody twice: a UUID (version 8) of its name. */
function commandId(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
