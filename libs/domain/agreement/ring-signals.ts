import type { Condition } from './conditions.js';
import { attemptedSignal } from './names.js';
import type { Lane, TrackStep, Written } from './terms.js';

/** Signals of which every occurrence rings: clocks, waits, wakes, seller stages and the way back hang on them. Sorted, each once. */
export function ringSignals(terms: Written): string[] {
  const cited = [
    ...terms.lanes.flatMap(clockSignals),
    ...terms.nurture.tracks.flatMap((track) => track.steps.flatMap(awaited)),
    ...terms.outcomes.flatMap((outcome) => outcome.wakes),
    ...Object.values(terms.sellerStage).flat(),
    ...(terms.reopen === null ? [] : signalsOf(terms.reopen.when)),
  ];
  return [...new Set(cited)].sort();
}

function clockSignals(lane: Lane): string[] {
  return lane.clocks.flatMap(({ from, until }) => {
    const begins = from === 'attempted' || from === 'last-touch' ? [attemptedSignal] : [];
    if (typeof until === 'object') return [until.signal, ...begins];
    return until === 'attempted' ? [attemptedSignal] : begins;
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
