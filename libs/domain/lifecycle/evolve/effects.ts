import type { Evolvers } from './evolvers.js';
import type { LeadState, PendingEffect } from '../lead.js';

export const effectEvolvers: Evolvers<
  | 'EffectPlanned'
  | 'MessagePostponed'
  | 'EffectDone'
  | 'EffectHeld'
  | 'EffectWaits'
  | 'LeadStuck'
  | 'EffectRetried'
  | 'EffectDropped'
> = {
  EffectPlanned: (state, { effect, at }) => ({
    ...state,
    effects: [...state.effects, { effect, status: 'running', failures: 0, code: null, sinceAt: at, retryAt: null }],
  }),
  MessagePostponed: (state, { key, untilAt, why }) =>
    change(state, key, (pending) => ({
      ...pending,
      effect: pending.effect.kind === 'sendMessage' ? { ...pending.effect, dueAt: untilAt } : pending.effect,
      status: 'postponed',
      code: `contact.${why}`,
      retryAt: untilAt,
    })),
  EffectDone: (state, event) => without(state, event.key),
  EffectDropped: (state, event) => without(state, event.key),
  EffectHeld: (state, { key, code, retryAt }) =>
    change(state, key, (pending) => ({ ...pending, status: 'held', wasHeld: true, code, retryAt })),
  EffectWaits: (state, { key, code, failures, retryAt }) =>
    change(state, key, (pending) => ({ ...pending, status: 'waiting', code, failures, retryAt })),
  LeadStuck: (state, { key, code, failures, retryAt }) =>
    change(state, key, (pending) => ({ ...pending, status: 'stuck', code, failures, retryAt })),
  EffectRetried: (state, { key }) => change(state, key, (pending) => ({ ...pending, status: 'running', retryAt: null })),
};

function change(state: LeadState, key: string, update: (pending: PendingEffect) => PendingEffect): LeadState {
  return { ...state, effects: state.effects.map((pending) => (pending.effect.key === key ? update(pending) : pending)) };
}
const without = (state: LeadState, key: string): LeadState => ({
  ...state,
  effects: state.effects.filter(({ effect }) => effect.key !== key),
});
