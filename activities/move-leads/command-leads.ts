import { createHash } from 'node:crypto';
import type { LeadCommand } from '../../libs/domain/lifecycle/commands.js';
import type { MovedPage, MovePlace } from '../../libs/messages/move-leads.js';
import { leadsToMove } from '../../libs/persistence/moves/pages.js';
import { versionOfMove } from '../../libs/persistence/moves/moves.js';
import { someAtATime } from '../../libs/process/some-at-a-time.js';
import { NoAnswer } from '../../libs/temporal/no-answer.js';
import type { MovingParts } from './moving-parts.js';

const atOnce = 8;
const answerWithinMs = 10_000;

/**
 * Sends each lead of a page its command, some at a time. What became of it, the lead's own turn notes. One that can't answer holds up no other: it waits, and
 * the same act, started again, comes back to it. No answer from any is weather.
 */
export async function commandLeads({ source, leads }: MovingParts, act: 'move' | 'undo', place: MovePlace): Promise<MovedPage> {
  const { moveId, limit } = place;
  const version = await versionOfMove(source, moveId);
  const leadIds = await leadsToMove(source, act, place);
  const silent: NoAnswer[] = [];
  await someAtATime(leadIds, atOnce, async (leadId) => {
    const command = commandFor(act, leadId, moveId, version);
    await leads.command(leadId, command, answerWithinMs).catch((error: unknown) => silent.push(silence(error)));
  });
  const [first] = silent;
  if (first !== undefined && silent.length === leadIds.length) throw first;
  const next = leadIds.length < limit ? null : (leadIds.at(-1) ?? null);
  return { leads: leadIds.length, unanswered: silent.length, next };
}

function silence(error: unknown): NoAnswer {
  if (error instanceof NoAnswer) return error;
  throw error;
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
