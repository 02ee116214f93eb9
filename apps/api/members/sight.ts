import type { EntityManager } from 'typeorm';
import type { Member, Role } from '../../../libs/persistence/members/member.js';
import { isKnownLead } from '../../../libs/persistence/readers/is-known-lead.js';
import { managedReps } from '../../../libs/persistence/readers/managed-reps.js';
import { seesLead } from '../../../libs/persistence/readers/sees-lead.js';
import { ApiProblem } from '../problem.js';

/** Reps by id whose leads a member reaches; null: all leads there are. */
export type Sight = string[] | null;

const readAll: readonly Role[] = ['marketing', 'sales', 'ops', 'admin'];
const actForAll: readonly Role[] = ['sales', 'admin'];

/** Whose leads a member sees: a rep their own, a manager those of the reps they manage, everybody else all. */
export const sightOf = (manager: EntityManager, who: Member): Promise<Sight> => reach(manager, who, readAll);

/** For which reps a member may act: a rep for themselves, a manager for those they manage, heads of sales and admins for all. */
export const actsFor = (manager: EntityManager, who: Member): Promise<Sight> => reach(manager, who, actForAll);

async function reach(manager: EntityManager, who: Member, unbounded: readonly Role[]): Promise<Sight> {
  if (who.roles.some((role) => unbounded.includes(role))) return null;
  const own = who.roles.includes('rep') && who.repId !== null ? [who.repId] : [];
  const managed = who.roles.includes('manager') ? await managedReps(manager, who) : [];
  return [...new Set([...own, ...managed])];
}

/** Throws unless the lead is known and within sight. */
export async function expectSeen(manager: EntityManager, leadId: string, sight: Sight): Promise<void> {
  const sees = sight === null ? (await isKnownLead(manager, leadId)) || null : await seesLead(manager, leadId, sight);
  if (sees === null) throw new ApiProblem('lead.unknown', `There is no lead ${leadId}. Capture it with POST /v1/leads.`);
  if (!sees) throw new ApiProblem(...notYours);
}

/** A lead's id can't be guessed, so it is no secret that there is one. */
export const notYours: [string, string] = [
  'lead.not_yours',
  'You do not hold this lead, and it does not wait for you. Ask your manager to reassign it.',
];
