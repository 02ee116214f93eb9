import type { Track, TrackStep } from '../agreement/terms.js';

/**
 * A place in a track is a path of step ids (`2/met/send:deep-dive`), never a position, so that an edited track keeps its leads.
 * These functions walk such paths; null means that the track is at its end.
 */
export function firstStep(steps: TrackStep[], prefix = ''): string | null {
  const first = steps[0];
  return first === undefined ? null : prefix + first.id;
}

/** The step at a path; null when the track no longer has it. */
export function stepAt(track: Track, path: string): TrackStep | null {
  return find(track.steps, path.split('/'))?.step ?? null;
}

/** The step after a path: the next sibling, or what follows the `waitFor` that this branch belongs to. */
export function stepAfter(track: Track, path: string): string | null {
  const ids = path.split('/');
  const found = find(track.steps, ids);
  if (found === null) return null;
  const next = found.siblings[found.siblings.indexOf(found.step) + 1];
  if (next !== undefined) return [...ids.slice(0, -1), next.id].join('/');
  return ids.length > 2 ? stepAfter(track, ids.slice(0, -2).join('/')) : null;
}

/** Into a branch of a `waitFor`, or past it if that branch is empty. */
export function stepInto(track: Track, path: string, branch: 'met' | 'else'): string | null {
  const step = stepAt(track, path);
  if (step?.do !== 'waitFor') return null;
  return firstStep(step[branch], `${path}/${branch}/`) ?? stepAfter(track, path);
}

function find(steps: TrackStep[], [id, branch, ...rest]: string[]): { step: TrackStep; siblings: TrackStep[] } | null {
  const step = steps.find((candidate) => candidate.id === id);
  if (step === undefined) return null;
  if (branch === undefined) return { step, siblings: steps };
  return step.do === 'waitFor' && (branch === 'met' || branch === 'else') ? find(step[branch], rest) : null;
}
