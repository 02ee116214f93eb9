import type { Condition } from '../../agreement/conditions.js';
import { signalsOf } from '../../agreement/ring-signals.js';
import type { Lane, Terms } from '../../agreement/terms.js';
import type { Instant } from '../../calendar/instant.js';
import type { Context, Story } from '../story.js';

/**
 * When the fact occurred that qualified the lead: the newest evidence of what the lane's condition asks for. A fact that an earlier turn has seen
 * did not qualify the lead, or it would have then: so time did, or what we learnt of the lead, and it is now.
 */
export function occurredAt({ state }: Story, { when }: Lane, context: Context): Instant {
  const { now } = context;
  const last = Math.min(now, newestEvidence(when, context));
  return last > state.turn ? last : now;
}

/** The newest evidence of what a condition asks for; -Infinity: there is none, or it asks for no evidence. */
export function newestEvidence(when: Condition, { terms, world }: Pick<Context, 'terms' | 'world'>): Instant {
  return Math.max(...moving(when, terms).flatMap((id) => world.evidence.ledger.signals[id]?.at(-1) ?? []));
}

/** Signals that can make the condition true: those it names, and those that move the score or the buyer's stage, if it asks for these. */
function moving(when: Condition, { scoring }: Terms): string[] {
  const asked = kindsIn(when);
  return [
    ...signalsOf(when),
    ...(asked.has('band') ? scoring.engagement.map(({ signal }) => signal) : []),
    ...(asked.has('buyerStage') ? Object.values(scoring.buyerStage).flat() : []),
  ];
}

/** What a condition reads: `signal`, `band`, `field`… */
export function kindsIn(condition: Condition): Set<string> {
  if ('all' in condition) return new Set(condition.all.flatMap((part) => [...kindsIn(part)]));
  if ('any' in condition) return new Set(condition.any.flatMap((part) => [...kindsIn(part)]));
  return 'not' in condition ? kindsIn(condition.not) : new Set(Object.keys(condition));
}
