import type { EntityManager } from 'typeorm';
import { hint } from '../../../libs/domain/agreement/nearest.js';
import type { Member } from '../../../libs/persistence/members/member.js';
import { repsInForce } from '../../../libs/persistence/readers/reps-in-force.js';
import { ApiProblem } from '../problem.js';

/** Throws unless the member is a rep of the team where it says so, and says so where it must. */
export async function checkMember(manager: EntityManager, { roles, repId }: Pick<Member, 'roles' | 'repId'>): Promise<void> {
  if (repId === null) {
    if (roles.includes('rep')) throw misfit('A rep must be somebody in the team.', 'Send the rep’s id, or another role.');
    return;
  }
  const reps = await repsInForce(manager);
  if (!reps.has(repId))
    throw misfit(
      `There is no rep ${repId} in the team.`,
      hint(repId, [...reps.keys()], 'Post a team with that rep to /v1/teams first.'),
    );
}

function misfit(message: string, cure: string): ApiProblem {
  return new ApiProblem('request.malformed', 'The body does not fit: repId.', { problems: [{ path: 'repId', message, cure }] });
}
