import { asksProfile } from './asks-profile.js';
import { checkCondition } from './check-condition.js';
import type { Condition } from './conditions.js';
import type { AgreementDocument } from './document.js';
import { cite, once, report, type Scope } from './scope.js';
import type { Requirement, Terms } from './terms.js';

/** The order of a life, not of the file: a document stored as jsonb forgets the order of its keys, and `Standing.truths` needs one. */
const gates = ['marketing_qualified', 'sales_accepted', 'sales_qualified', 'opportunity'] as const;

/** What a lead must meet to enter a stage. */
export function compileRequirements(document: AgreementDocument, scope: Scope): Terms['requirements'] {
  const asked = gates.filter((stage) => document.requirements?.[stage] !== undefined);
  return Object.fromEntries(asked.map((stage) => [stage, requirementsOf(stage, document.requirements?.[stage] ?? [], scope)]));
}

function requirementsOf(stage: string, conditions: Condition[], scope: Scope): Requirement[] {
  return conditions.map((when, at) => {
    const clause = `requirements.${stage}.${at}`;
    checkCondition(when, clause, scope);
    if (stage === 'sales_accepted' && !asksProfile(when))
      report(
        scope,
        clause,
        'what a hand-off should come with is measured by the profile alone, and refuses nobody',
        'ask for fields here, and for signals or consent under marketing_qualified or sales_qualified',
      );
    return { clause, when };
  });
}

/** Who will never buy. */
export function compileDisqualify(document: AgreementDocument, scope: Scope): Terms['disqualify'] {
  const rules = document.disqualify ?? [];
  once(
    scope,
    'disqualify',
    rules.map((rule) => rule.reason),
    'join the conditions with `any`',
  );
  return rules.map(({ when, reason }) => {
    const clause = `disqualify.${reason}`;
    checkCondition(when, `${clause}.when`, scope);
    return { clause, when, reason };
  });
}

/** What may bring back a lead that was lost or disqualified. */
export function compileReopen(document: AgreementDocument, scope: Scope): Terms['reopen'] {
  if (document.reopen === undefined) return null;
  const { when, from, keep } = document.reopen;
  checkCondition(when, 'reopen.when', scope);
  if (from.length === 0) report(scope, 'reopen.from', 'nothing is reopened', 'name lost, disqualified, or both');
  return { clause: 'reopen', when, from, keepLastRep: keep === 'last-rep' };
}

export function compileSellerStage(document: AgreementDocument, scope: Scope): Terms['sellerStage'] {
  const stages = document.sellerStage ?? {};
  for (const [stage, signals] of Object.entries(stages))
    for (const signal of signals) cite(scope, `sellerStage.${stage}`, 'signal', signal);
  return stages;
}
