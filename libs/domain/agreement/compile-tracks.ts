import { checkCondition } from './check-condition.js';
import type { AgreementDocument, TrackStepDocument } from './document.js';
import { numbered } from './numbered.js';
import { cite, once, readMs, report, type Scope } from './scope.js';
import type { Terms, Track, TrackStep } from './terms.js';

/** Planned nurture steps. Once sales holds the lead, marketing is quiet unless the document says otherwise. */
export function compileNurture(document: AgreementDocument, scope: Scope): Terms['nurture'] {
  const tracks = document.nurture?.tracks ?? [];
  once(
    scope,
    'nurture.tracks',
    tracks.map((track) => track.id),
  );
  return {
    whileSales: document.nurture?.while?.sales ?? 'quiet',
    tracks: tracks.map((track): Track => {
      const clause = `nurture.tracks.${track.id}`;
      checkCondition(track.when, `${clause}.when`, scope);
      if (track.steps.length === 0)
        report(scope, `${clause}.steps`, 'a track without steps does nothing', 'add a step such as { send: welcome-1 }');
      return { id: track.id, clause, when: track.when, steps: compileSteps(track.steps, `${clause}.steps`, scope) };
    }),
  };
}

/** A step's id names it within its list, so that a step put before it does not move a lead that is on it. */
function compileSteps(steps: TrackStepDocument[], path: string, scope: Scope): TrackStep[] {
  once(
    scope,
    path,
    steps.flatMap((step) => step.id ?? []),
  );
  const ids = numbered(steps.map((step) => step.id ?? ownName(step)));
  return steps.map((step, at) => compileStep(step, ids[at] ?? '', path, scope));
}

function compileStep(step: TrackStepDocument, id: string, path: string, scope: Scope): TrackStep {
  const clause = `${path}.${id}`;
  if ('send' in step) return { id, clause, do: 'send', message: step.send };
  if ('wait' in step) return { id, clause, do: 'wait', span: { ms: readMs(scope, `${clause}.wait`, step.wait) } };
  const { signal } = step.waitFor;
  cite(scope, `${clause}.waitFor.signal`, 'signal', signal);
  const within = { ms: readMs(scope, `${clause}.within`, step.within) };
  const met = compileSteps(step.met ?? [], `${clause}.met`, scope);
  return { id, clause, do: 'waitFor', signal, within, met, else: compileSteps(step.else ?? [], `${clause}.else`, scope) };
}

function ownName(step: TrackStepDocument): string {
  if ('send' in step) return `send:${step.send}`;
  return 'wait' in step ? `wait:${step.wait}` : `waitFor:${step.waitFor.signal}`;
}
