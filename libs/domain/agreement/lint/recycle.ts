import type { Lane, OutcomeRule, Terms } from '../terms.js';
import type { Lint } from './found.js';
import { mayBe } from './may-be.js';

/** A recycled lead that would qualify at once: nothing that has to happen anew stands between it and the same lane. */
export function lintRecycle(terms: Terms): Lint[] {
  const back = terms.outcomes.filter(({ is, then }) => is === 'recycled' || (is === 'rejected' && then === 'nurturing'));
  return back.flatMap((outcome) => doubtsOf(outcome, terms));
}

function doubtsOf(outcome: OutcomeRule, terms: Terms): Lint[] {
  const { clause, reason, until } = outcome;
  const when = until === null ? 'at once' : 'as soon as its rest is over';
  if (terms.recycle.counts === 'all' && until === null) {
    const why = `all evidence counts again, so a lead that comes back as ${reason} is handed over again ${when}`;
    return [{ code: 'recycle.at-once', clause, why, cure: 'write recycle: { counts: fresh }, or let it rest: until: 30d' }];
  }
  const lane = terms.lanes.find((candidate) => needsNothingNew(candidate, terms));
  if (lane === undefined) return [];
  const why = `the lane ${lane.id} asks only who the lead is, so one that comes back as ${reason} is handed over again ${when}`;
  return [
    { code: 'recycle.at-once', clause, why, cure: `let ${lane.clause}.when ask for a signal, a band or a buyer stage, too` },
  ];
}

function needsNothingNew({ when }: Lane, terms: Terms): boolean {
  const required = (terms.requirements.marketing_qualified ?? []).map((requirement) => requirement.when);
  return [when, ...required].every((condition) => mayBe(true, condition, terms));
}
