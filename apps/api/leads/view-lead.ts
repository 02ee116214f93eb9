import type { EntityManager } from 'typeorm';
import type { Instant } from '../../../libs/domain/calendar/instant.js';
import type { CadenceProgress } from '../../../libs/domain/lifecycle/plan-progress.js';
import { leadDetails, type LeadDetails } from '../../../libs/persistence/readers/lead-details.js';
import { leadScore } from '../../../libs/persistence/readers/lead-score.js';

/** One lead as it is shown: its life as of the last turn, its assessment as of now. Null for an unknown lead. */
export async function viewLead(manager: EntityManager, leadId: string, now: Instant): Promise<Record<string, unknown> | null> {
  const details = await leadDetails(manager, leadId, now);
  if (!details) return null;
  const score = await leadScore(manager, leadId, now, now);
  const { why: _why, ...life } = details;
  return {
    ...life,
    ...shown(details),
    buyerStage: score?.assessment.buyerStage ?? null,
    assessment: score?.assessment ?? null,
    changesAt: score?.changesAt ?? null,
    ...noteOf(details, score !== null),
  };
}

/** Of what the life carries, the parts that say something to people. */
function shown({ handOff, why, track, cadence, rest }: LeadDetails): Record<string, unknown> {
  return {
    handOff: handOff && {
      ...pick(handOff, [
        'number',
        'lane',
        'clause',
        'openedAt',
        'assignedAt',
        'noticedAt',
        'acceptedAt',
        'attemptedAt',
        'heldUntilAt',
        'rungUntilAt',
      ]),
      why,
    },
    track: track && pick(track, ['track', 'step', 'untilAt', 'signal']),
    cadence: cadence && shownCadence(cadence),
    rest: rest && pick(rest, ['sinceAt', 'untilAt', 'wakes']),
  };
}

function shownCadence({ cadence, step, dueAt, needs }: CadenceProgress): Record<string, unknown> {
  return { cadence, step, dueAt: needs === undefined ? dueAt : null, needs: needs?.field ?? null };
}

function pick<T extends object, K extends keyof T>(from: T, keys: K[]): Pick<T, K> {
  return Object.fromEntries(keys.map((key) => [key, from[key]])) as Pick<T, K>;
}

function noteOf({ turn, mergedIntoLeadId }: LeadDetails, isScored: boolean): { note?: string } {
  if (mergedIntoLeadId !== null) return { note: `This lead was joined to lead ${mergedIntoLeadId}.` };
  if (!isScored)
    return {
      note: 'No agreement is in force; the facts wait. Post a team to /v1/teams; draft an agreement (POST /v1/agreements), and have it signed.',
    };
  return turn === 0 ? { note: 'Captured; the life of this lead opens with its first turn, in a moment.' } : {};
}
