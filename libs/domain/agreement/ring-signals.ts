import type { Condition } from './conditions.js';
import { attemptedSignal } from './names.js';
import type { Lane, Terms, TrackStep } from './terms.js';

/** Signals of which every occurrence rings: clocks, waits, wakes, seller stages and the way back hang on them. Sorted, each once. */
export function ringSignals(terms: Omit<Terms, 'conditions' | 'ringSet'>): string[] {
  const cited = [
    ...terms.lanes.flatMap(untilSignals),
    ...terms.nurture.tracks.flatMap((track) => track.steps.flatMap(awaited)),
    ...terms.outcomes.flatMap((outcome) => outcome.wakes),
    ...Object.values(terms.sellerStage).flat(),
    ...(terms.reopen === null ? [] : signalsOf(terms.reopen.when)),
  ];
  return [...new Set(cited)].sort();
}

function untilSignals(lane: Lane): string[] {
  return lane.clocks.flatMap(({ until }) => {
    if (typeof until === 'object') return until.signal;
    return until === 'attempted' ? attemptedSignal : [];
  });
}

function awaited(step: TrackStep): string[] {
  return step.do === 'waitFor' ? [step.signal, ...[...step.met, ...step.else].flatMap(awaited)] : [];
}

/** Every signal a condition names. */
export function signalsOf(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(signalsOf);
  if ('any' in condition) return condition.any.flatMap(signalsOf);
  if ('not' in condition) return signalsOf(condition.not);
  return 'signal' in condition ? [condition.signal] : [];
}
