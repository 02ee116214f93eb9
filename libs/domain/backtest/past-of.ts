import type { Team } from '../agreement/team.js';
import type { Instant } from '../calendar/instant.js';
import { openMs } from '../calendar/open-ms.js';
import type { LeadEvent } from '../lifecycle/events.js';
import type { PastHandOff, PastLead } from './past.js';
import type { Lesson } from './sales-model.js';

/** Kinds of events that say what became of a lead. */
export const pastKinds = [
  'StandingChanged',
  'HandOffOpened',
  'RepTold',
  'LeadAccepted',
  'LeadRejected',
  'TouchRecorded',
  'StageChanged',
  'OutcomeReported',
] as const satisfies LeadEvent['kind'][];

/** What really became of a lead, by its stored events, oldest first. */
export function pastOf(events: LeadEvent[]): PastLead {
  const handOffs: PastHandOff[] = [];
  let band: string | null = null;
  for (const event of events) {
    const running = handOffs.at(-1);
    if (event.kind === 'StandingChanged') band = event.band;
    else if (event.kind === 'HandOffOpened') handOffs.push(opened(event, band));
    else if (running !== undefined) note(running, event);
  }
  return { handOffs, won: wonOf(handOffs) };
}

const opened = ({ at, lane }: Extract<LeadEvent, { kind: 'HandOffOpened' }>, band: string | null): PastHandOff => ({
  lane,
  band,
  openedAt: at,
  repId: null,
  toldAt: null,
  answer: null,
  touches: [],
  advances: [],
  outcome: null,
});

function note(handOff: PastHandOff, event: LeadEvent): void {
  if (event.kind === 'RepTold') handOff.toldAt ??= event.toldAt;
  if (event.kind === 'LeadAccepted') handOff.answer = { is: 'accepted', at: event.at, reason: '' };
  if (event.kind === 'LeadRejected') handOff.answer = { is: 'rejected', at: event.at, reason: event.reason };
  if (event.kind === 'LeadAccepted' || event.kind === 'LeadRejected') handOff.repId = event.repId;
  if (event.kind === 'TouchRecorded') handOff.touches.push(event.occurredAt);
  if (event.kind === 'StageChanged' && (event.to === 'sales_qualified' || event.to === 'opportunity'))
    handOff.advances.push({ to: event.to, at: event.at });
  if (event.kind === 'OutcomeReported') handOff.outcome = { is: event.is, reason: event.reason, at: event.at };
}

// Recycled, or still in work: nobody knows yet.
function wonOf(handOffs: PastHandOff[]): boolean | null {
  const ends = handOffs.flatMap(({ answer, outcome }) => outcome?.is ?? (answer?.is === 'rejected' ? 'rejected' : []));
  if (ends.includes('won')) return true;
  return ends.some((end) => end !== 'recycled') ? false : null;
}

/** What a hand-off teaches of how reps answer: its spans, in its rep's hours. */
export function lessonOf(handOff: PastHandOff, team: Team): Lesson {
  const { toldAt, answer, touches, outcome, repId } = handOff;
  const hours = team.reps[repId ?? '']?.hours ?? null;
  const span = (from: Instant | null, until: Instant | undefined): number | null =>
    from === null || until === undefined ? null : openMs(hours, from, until);
  const acceptedAt = answer?.is === 'accepted' ? answer.at : null;
  return {
    handOff,
    answerMs: span(toldAt, answer?.at),
    touchMs: span(
      acceptedAt,
      touches.find((at) => at >= (acceptedAt ?? 0)),
    ),
    outcomeMs: span(acceptedAt, outcome?.at),
    touches: touches.length,
  };
}
