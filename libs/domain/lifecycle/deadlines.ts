import type { Instant } from '../calendar/instant.js';
import { isBreached, waitsForChannel } from './clock-parts.js';
import type { LeadState, PendingEffect } from './lead.js';

/** An instant at which the lead must wake, and why: `why` is what ops read on the timer. */
export interface Deadline {
  at: Instant;
  kind: 'clock' | 'escalation' | 'rung' | 'hold' | 'track' | 'cadence' | 'rest' | 'effect';
  /** Clock id, escalation key or effect key; empty where there is only one of the kind. */
  key: string;
  why: string;
}

/** Every deadline of the state, earliest first. Of one instant a breach comes before what escalates it. */
export function deadlines(state: LeadState): Deadline[] {
  const all = [...clockDeadlines(state), ...handOffDeadlines(state), ...planDeadlines(state), ...effectDeadlines(state)];
  return all.sort((a, b) => a.at - b.at);
}

function clockDeadlines(state: LeadState): Deadline[] {
  const clocks = state.clocks
    .filter((clock) => !isBreached(clock))
    .map((clock): Deadline => ({ at: clock.dueAt, kind: 'clock', key: clock.id, why: `${clock.clause} is due` }));
  const escalations = state.escalations
    .filter(({ of }) => !waitsForChannel(state, of))
    .map(({ at, key, clause, share }): Deadline => ({
      at,
      kind: 'escalation',
      key,
      why: `${clause} at ${Math.round(share * 100)} %`,
    }));
  return [...clocks, ...escalations];
}

function handOffDeadlines(state: LeadState): Deadline[] {
  const { handOff, repId, queue } = state;
  if (handOff === null) return [];
  const asked = repId ?? handOff.offer?.pool ?? null;
  const rung =
    handOff.rungUntilAt !== null && asked !== null ? one(handOff.rungUntilAt, 'rung', `${asked} has not accepted`) : [];
  const waits = queue === null ? 'held until somebody can answer' : `${queue}: tried again when somebody can answer`;
  const hold = handOff.heldUntilAt !== null ? one(handOff.heldUntilAt, 'hold', waits) : [];
  return [...rung, ...hold];
}

function planDeadlines({ track, cadence, rest }: LeadState): Deadline[] {
  return [
    ...(track !== null && track.untilAt !== null
      ? one(track.untilAt, 'track', `track ${track.track}, step ${track.step} ends`)
      : []),
    ...(cadence !== null && cadence.needs === undefined
      ? one(cadence.dueAt, 'cadence', `cadence ${cadence.cadence}, step ${cadence.step} is due`)
      : []),
    ...(rest !== null && rest.untilAt !== null ? one(rest.untilAt, 'rest', 'the rest after recycling ends') : []),
  ];
}

function effectDeadlines(state: LeadState): Deadline[] {
  return state.effects.flatMap(({ retryAt, effect: { key }, code, status }): Deadline[] => {
    if (retryAt === null) return [];
    return [{ at: retryAt, kind: 'effect', key, why: whyTried(key, status, code) }];
  });
}

function whyTried(key: string, status: PendingEffect['status'], code: string | null): string {
  if (status === 'postponed') return `${key} may go (${code})`;
  return status === 'held' ? `${key} is held (${code}): looked after` : `${key} is tried again after ${code ?? 'a failure'}`;
}

const one = (at: Instant, kind: Deadline['kind'], why: string): Deadline[] => [{ at, kind, key: '', why }];
