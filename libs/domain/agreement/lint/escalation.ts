import { longestClimbMs } from './longest-climb.js';
import type { EscalationRule, Lane } from '../terms.js';
import type { Lint } from './found.js';
import { spanWords } from './span-words.js';

/** What escalates a clock when nothing is left to escalate: every rung has had its time, or the lead was put into a queue before. */
export function lintEscalation(lane: Lane): Lint[] {
  return lane.escalation.flatMap((step) => [...afterLadder(step, lane), ...afterQueue(step, lane)]);
}

function afterLadder({ clause, at, of, do: act }: EscalationRule, { ladder, clocks, id }: Lane): Lint[] {
  const clock = clocks.find((rule) => rule.id === of);
  if (clock?.until !== 'accepted' || !('ms' in clock.within) || act.kind === 'queue') return [];
  const lastMs = longestClimbMs(ladder);
  const stepMs = clock.within.ms * at;
  if (lastMs === null || stepMs < lastMs) return [];
  const why = `it comes after ${spanWords({ ms: stepMs })}, and after ${spanWords({ ms: lastMs })} no rung of lane ${id} has a rep any more`;
  return [
    { code: 'escalation.too-late', clause: `${clause}.at`, why, cure: 'let it come earlier, or the last rep’s rung wait longer' },
  ];
}

function afterQueue({ clause, at, of, do: act }: EscalationRule, { escalation }: Lane): Lint[] {
  const queued = escalation.find((step) => step.of === of && step.do.kind === 'queue' && step.at < at);
  if (queued === undefined || act.kind === 'queue') return [];
  const why = `at ${Math.round(queued.at * 100)}% the lead goes into a queue, and a queue hears no ${act.kind}`;
  return [{ code: 'escalation.too-late', clause: `${clause}.at`, why, cure: `let it come before ${queued.clause}` }];
}
