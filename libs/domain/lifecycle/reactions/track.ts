import { holds } from '../../agreement/hold.js';
import type { Track } from '../../agreement/terms.js';
import { businessInstant } from '../../calendar/business-instant.js';
import { firstStep, stepAfter, stepAt, stepInto } from '../../plan/track-step.js';
import { cameSince } from '../../scoring/signal-holds.js';
import { viewOf } from '../evidence-of.js';
import type { TrackProgress } from '../plan-progress.js';
import { mayNurture } from '../may-nurture.js';
import type { Stage } from '../moves.js';
import { dropNurtureMail, sendNurtureMail } from '../nurture-mail.js';
import type { Context, Story } from '../story.js';

const nurturable: readonly Stage[] = ['inquiry', 'nurturing'];

// Marketing nurtures a lead that is not ready: the first track whose condition holds and that it has not been through.
export function startTrack(story: Story, context: Context): void {
  const { state } = story;
  if (state.track !== null || state.rest !== null || !nurturable.includes(state.stage)) return;
  const view = viewOf(state, context);
  const fresh = context.terms.nurture.tracks.filter(({ id }) => state.trackRuns[id] === undefined);
  const track = fresh.find(({ when }) => holds(when, view));
  if (track !== undefined) enter(story, track, context);
}

/** A lead goes on the track that a clause names, however often it has been through it, and leaves the one it is on. */
export function startTrackNamed(story: Story, id: string, context: Context): void {
  const { track: before } = story.state;
  const track = trackById(id, context);
  if (track === null) return;
  if (before !== null) story.add({ kind: 'TrackEnded', at: context.now, track: before.track, run: before.run, why: 'left' });
  enter(story, track, context);
}

function enter(story: Story, track: Track, context: Context): void {
  const { state } = story;
  const run = (state.trackRuns[track.id] ?? 0) + 1;
  if (state.stage === 'inquiry') {
    story.add({
      kind: 'StageChanged',
      at: context.now,
      from: 'inquiry',
      to: 'nurturing',
      why: `track ${track.id}`,
      clause: track.clause,
    });
  }
  story.add({ kind: 'TrackStarted', at: context.now, track: track.id, run, clause: track.clause });
  runFrom(story, track, run, firstStep(track.steps), context);
}

/** A `wait` or a `waitFor` has run out. */
export function onTrackDue(story: Story, context: Context): void {
  const { track: progress } = story.state;
  if (progress === null) return;
  const track = trackById(progress.track, context);
  // A track that the terms no longer have ends here, or its deadline would come for ever.
  if (track === null)
    return story.add({ kind: 'TrackEnded', at: context.now, track: progress.track, run: progress.run, why: 'left' });
  runFrom(story, track, progress.run, stepThen(track, progress), context, progress.untilAt ?? context.now);
}

function stepThen(track: Track, { step, signal, then }: TrackProgress): string | null {
  if (then !== undefined) return then;
  return signal === null ? stepAfter(track, step) : stepInto(track, step, 'else');
}

/** The signal that a `waitFor` listens for has come since the step began. */
export function heedTrackSignal(story: Story, context: Context): void {
  const { track: progress } = story.state;
  if (progress === null || progress.signal === null) return;
  const track = trackById(progress.track, context);
  const { world, terms } = context;
  if (track === null || !cameSince(progress.signal, world.evidence, terms, progress.stepStartedAt)) return;
  runFrom(story, track, progress.run, stepInto(track, progress.step, 'met'), context);
}

/** Once marketing must be quiet, the track is over and what it had planned is dropped. */
export function leaveTrack(story: Story, context: Context): void {
  const { track, stage } = story.state;
  dropNurtureMail(story, context);
  if (track === null || mayNurture(stage, context.terms)) return;
  story.add({ kind: 'TrackEnded', at: context.now, track: track.track, run: track.run, why: 'left' });
}

// Takes steps until one waits or the track is at its end. A wait counts from the instant for which the mail before it is planned. `dueAt`: when
// the first of these steps was to come; a later `now` is our delay.
function runFrom(story: Story, track: Track, run: number, from: string | null, context: Context, dueAt = context.now): void {
  const { now } = context;
  let countsFrom = now;
  for (let path = from; path !== null; path = stepAfter(track, path)) {
    const step = stepAt(track, path);
    if (step === null) break;
    const untilAt = step.do === 'send' ? null : businessInstant(null, countsFrom, step.do === 'wait' ? step.span : step.within);
    const signal = step.do === 'waitFor' ? step.signal : null;
    story.add({ kind: 'TrackStepStarted', at: now, track: track.id, run, step: path, clause: step.clause, untilAt, signal });
    if (step.do !== 'send') return;
    const { message, clause } = step;
    const mail = { key: `track:${track.id}#${run}/step:${path}`, message, clause, dueAt };
    countsFrom = Math.max(countsFrom, sendNurtureMail(story, mail, context));
  }
  story.add({ kind: 'TrackEnded', at: now, track: track.id, run, why: 'finished' });
}

function trackById(id: string, { terms }: Context): Track | null {
  return terms.nurture.tracks.find((track) => track.id === id) ?? null;
}
