import type { EntityManager } from 'typeorm';
import type { Member, Role } from '../../../libs/persistence/members/member.js';
import { hasAsked } from '../../../libs/persistence/readers/has-asked.js';
import { actsFor, expectSeen, sightOf } from '../members/sight.js';
import { ApiProblem } from '../problem.js';
import type { CommandBody } from './commands.schemas.js';

const sellers: Role[] = ['sales', 'manager', 'rep', 'admin'];

/** Who may ask what of a lead. What a rep does is asked in a rep's name: their own, or for a manager that of a rep they manage. */
const askers: Record<CommandBody['kind'], Role[]> = {
  accept: sellers,
  reject: sellers,
  touch: sellers,
  advance: sellers,
  outcome: sellers,
  reassign: ['sales', 'manager', 'admin'],
  retry: [...sellers, 'ops'],
  contest: ['marketing', 'admin'],
};

/** Throws unless the member may ask this of this lead. Who has asked it before, with the same id, hears the answer again, whoever holds the lead now. */
export async function expectMayCommand(manager: EntityManager, who: Member, leadId: string, body: CommandBody): Promise<void> {
  const allowed = askers[body.kind];
  if (!who.roles.some((role) => allowed.includes(role)))
    throw new ApiProblem('role.lacking', `To ${body.kind} takes the role ${allowed.join(' or ')}. Ask one of them.`);
  const repId = repOf(body);
  const reps = repId === null ? await sightOf(manager, who) : await actsFor(manager, who);
  if (reps === null) return;
  if (repId !== null && !reps.includes(repId)) throw new ApiProblem(...notYourself);
  if (await hasAsked(manager, body.id, who.id)) return;
  await expectSeen(manager, leadId, reps);
}

function repOf(body: CommandBody): string | null {
  if ('repId' in body) return body.repId;
  return 'toRepId' in body ? body.toRepId : null;
}

const notYourself: [string, string] = [
  'rep.not_yours',
  'You act for yourself only, and for reps whose manager you are. GET /v1/me tells which reps those are.',
];
