import type { Instant } from '../../calendar/instant.js';
import { deadlines } from '../deadlines.js';
import type { LeadState } from '../lead.js';

/** Where a lead stands, as far as a move to another version may change it. Ids, numbers and instants only. */
export interface Landing {
  version: number;
  stage: string;
  band: string | null;
  buyerStage: string | null;
  /** Of the running hand-off. */
  lane: string | null;
  /** Its place in a track: `welcome/wait:3d`. */
  track: string | null;
  /** What comes next by itself; `at` is null when that begins with the move itself. Null: nothing, or what a hand-off begins that the move opens. */
  next: { kind: string; key: string; at: Instant | null } | null;
  /** Clocks that ran before, and when they are due. */
  clocks: Record<string, Instant>;
}

/** `before`: the state from which the lead came. What a new hand-off begins is left out: it hangs on the reps' seats of the moment. */
export function landingOf(state: LeadState, before: LeadState): Landing {
  const { agreementVersion: version, stage, band, buyerStage, handOff, track, clocks } = state;
  const isNew = handOff !== null && handOff.number !== before.handOff?.number;
  return {
    ...{ version, stage, band, buyerStage },
    lane: handOff?.lane ?? null,
    track: track === null ? null : `${track.track}/${track.step}`,
    next: isNew ? null : nextOf(state, before),
    clocks: Object.fromEntries(
      clocks.filter(({ id }) => before.clocks.some((clock) => clock.id === id)).map(({ id, dueAt }) => [id, dueAt]),
    ),
  };
}

function nextOf(state: LeadState, before: LeadState): Landing['next'] {
  const [first] = deadlines(state);
  if (first === undefined) return null;
  const { kind, key, at } = first;
  const ran = deadlines(before).some((deadline) => deadline.kind === kind && deadline.key === key && deadline.at === at);
  return { kind, key, at: ran ? at : null };
}

/** What a move changes of a lead, each kind in a few words that many leads share. Empty: nothing but its version. */
export function changesOf(before: Landing, after: Landing): string[] {
  const handedOff = before.lane === null && after.lane !== null;
  return [
    ...changed('band', before.band, after.band),
    ...changed('buyer stage', before.buyerStage, after.buyerStage),
    ...(handedOff ? [`handed off by lane ${after.lane}`] : changed('stage', before.stage, after.stage)),
    ...(before.lane === null || after.lane === null ? [] : changed('lane', before.lane, after.lane)),
    ...(handedOff ? [] : changed('track', before.track, after.track)),
    ...(handedOff || isSame(before.next, after.next) ? [] : ['next step']),
    ...(movedDeadlines(before, after).length === 0 ? [] : ['deadline']),
  ];
}

// Clocks that run on with another deadline. A move gives none.
const movedDeadlines = (before: Landing, after: Landing): string[] =>
  Object.keys(before.clocks).filter((id) => id in after.clocks && after.clocks[id] !== before.clocks[id]);

const changed = (what: string, before: string | null, after: string | null): string[] =>
  before === after ? [] : [`${what} ${before ?? 'none'} → ${after ?? 'none'}`];

const isSame = (one: Landing['next'], other: Landing['next']): boolean =>
  one?.kind === other?.kind && one?.key === other?.key && one?.at === other?.at;
