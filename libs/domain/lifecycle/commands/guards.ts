import type { OutcomeRule, Terms } from '../../agreement/terms.js';
import type { Team } from '../../agreement/team.js';
import { offeredTo } from '../concerns.js';
import type { LeadState } from '../lead.js';
import type { Stage } from '../moves.js';
import { Refusal } from '../refusal.js';

/** The lead must be in one of these stages. */
export function requireStage(state: LeadState, allowed: readonly Stage[], code: string, cure: string): void {
  if (allowed.includes(state.stage)) return;
  throw new Refusal(code, `This lead is ${state.stage}. ${cure}`, { stage: state.stage, allowed: [...allowed] });
}

/** The rep must be the one who holds the lead. */
export function requireHolder(state: LeadState, repId: string): void {
  if (state.repId === repId) return;
  const offered = offeredTo(state);
  if (offered.length > 0)
    throw new Refusal('lead.offered', `This lead is offered to ${offered.join(', ')}, and nobody holds it. Accept it first.`, {
      reps: offered,
    });
  const holder = state.repId === null ? `queue ${state.queue ?? 'none'}` : `rep ${state.repId}`;
  throw new Refusal(
    'lead.held_by_another',
    `This lead is with ${holder}. Have it reassigned to ${repId} first (command reassign).`,
    {
      repId: state.repId ?? '',
    },
  );
}

/** The rep must be in the team. */
export function requireRep(team: Team, repId: string): void {
  if (Object.hasOwn(team.reps, repId)) return; // `constructor` is nobody's id
  throw new Refusal(
    'rep.unknown',
    `The team has no rep ${repId}. Name one of its reps, or add the rep to the team (POST /v1/teams).`,
    {
      reps: Object.keys(team.reps),
    },
  );
}

/** The agreement's rule for a reason. */
export function requireReason(terms: Terms, reason: string, which: (rule: OutcomeRule) => boolean): OutcomeRule {
  const rule = terms.outcomes.find((outcome) => outcome.reason === reason && which(outcome));
  if (rule !== undefined) return rule;
  const reasons = terms.outcomes.filter(which).map((outcome) => outcome.reason);
  throw new Refusal(
    'outcome.unknown_reason',
    `The agreement has no such reason ${reason} here. Use one of: ${reasons.join(', ') || 'none'}.`,
    {
      reasons,
    },
  );
}
