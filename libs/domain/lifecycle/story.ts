import type { Terms } from '../agreement/terms.js';
import type { Instant } from '../calendar/instant.js';
import { effectsOf } from './effects-of.js';
import { evolve } from './evolve.js';
import type { LeadEvent } from './events.js';
import type { LeadState } from './lead.js';
import { overtaken, overtakenBy } from './overtaken.js';
import type { Versions } from './version/version.js';
import type { World } from './world.js';

/** What every decision is made from, beside the state. `now` is the instant of the input or deadline in hand. */
export interface Context {
  terms: Terms;
  world: World;
  now: Instant;
  /** Versions that the lead may take in this turn; absent: none but its own. */
  versions?: Versions;
}

/** Events as they are decided, with the state after each: what follows is decided on what has just happened. */
export interface Story {
  readonly state: LeadState;
  readonly events: LeadEvent[];
  add(...events: LeadEvent[]): void;
  /** How far it had come when it last settled, and as of when: until there is another event, nothing more follows by itself then. */
  settled: { events: number; now: Instant } | null;
  /** Goes on from where an attempt, begun at this story's state, has got to. */
  take(attempt: Story): void;
}

export function tellStory(start: LeadState): Story {
  let state = start;
  const events: LeadEvent[] = [];
  const append = (event: LeadEvent): void => {
    events.push(event);
    state = evolve(state, event);
  };
  return {
    get state() {
      return state;
    },
    events,
    settled: null,
    add(...more) {
      for (const event of more) {
        append(event);
        for (const effect of effectsOf(state, event)) {
          // One purpose, one effect: a key that is already under way is not planned again.
          if (state.effects.some((pending) => pending.effect.key === effect.key)) continue;
          append({ kind: 'EffectPlanned', at: event.at, effect });
          for (const key of overtakenBy(state, effect)) append({ kind: 'EffectDropped', at: event.at, key, why: overtaken });
        }
      }
    },
    take(attempt) {
      events.push(...attempt.events);
      state = attempt.state;
    },
  };
}
