import type { Terms } from '../agreement/terms.js';
import type { Instant } from '../calendar/instant.js';
import { creditDue } from './credit.js';
import { decide, type Matter } from './decide.js';
import { deadlines } from './deadlines.js';
import type { Effect } from './effects.js';
import type { LeadEvent } from './events.js';
import { foldTurn } from './fold-turn.js';
import type { LeadInput } from './inputs.js';
import { stuckReason, type LeadState } from './lead.js';
import { releaseHeld } from './held.js';
import { hasEnded } from './moves.js';
import { hear, heedSignals } from './reactions/hear.js';
import { settle } from './reactions/settle.js';
import { Refusal } from './refusal.js';
import { tellStory, type Context, type Story } from './story.js';
import type { Answer, LeadSummary, TurnResult } from './turn.js';
import type { Versions } from './version/version.js';
import { underItsVersion } from './version/versions.js';
import type { World } from './world.js';

export interface Turn {
  state: LeadState;
  inputs: LeadInput[];
  /** The turn's number; above `state.turn`. */
  number: number;
  /** The instant of the decision: what is due by now is due. */
  now: Instant;
  /** Of the version under which the lead lives when the turn begins. */
  terms: Terms;
  world: World;
  /** Versions that it may take; absent: none but its own. See mustKnowVersions. */
  versions?: Versions | undefined;
}

/** What one turn decided: what goes back to the workflow, and the state after it. */
export interface TurnOutcome {
  result: Omit<TurnResult, 'state'>;
  state: LeadState;
}

type Verdict = Omit<Answer, 'lead'>;

/**
 * One wake of a lead: all stored evidence is heard first, then inputs and deadlines are handled in the order of their instants. A Refusal concerns
 * its own command; any other error is the whole turn's. Pure: the turn activity, the back-test, the simulation and the audit all call this.
 */
export function runTurn(turn: Turn): TurnOutcome {
  const { number, now, world } = turn;
  const start = startOf(turn);
  const story = tellStory(turn.state);
  const context = (at = now): Context => underItsVersion(story, { ...start, now: at });
  const verdicts = new Map<string, Verdict>();
  const [opening, inputs] = [turn.inputs.filter(isOpen), turn.inputs.filter((input) => !isOpen(input))];
  for (const input of opening) decide(story, input, context());
  creditDue(story, context());
  hear(story, context());
  settle(story, context());
  for (const matter of agenda(story, inputs, now)) {
    const at = matter.kind === 'command' || matter.kind === 'effectDone' ? matter.at : now;
    if (matter.kind === 'command') verdicts.set(matter.command.id, answer(story, matter, context(at)));
    else decide(story, matter, context(at));
  }
  settle(story, context()); // matters may lie some way back, by an outage: what the lead comes to is judged now
  heedSignals(story, context()); // and a clock that starts by it may have been met before
  releaseHeld(story, context());
  const { events } = story;
  // The story has folded its events: the same as folding them anew.
  const state = foldTurn(story.state, { events: [], turn: number, heardSeq: world.seq, teamVersion: world.teamVersion });
  return { result: resultOf(state, events, verdicts, number, world), state };
}

// The version that the lead begins with stays at hand: a move may be taken back in the turn that makes it.
function startOf({ state, terms, world, now, versions }: Turn): Context {
  if (versions === undefined) return { terms, world, now };
  const own = { terms, world, baselineRules: state.baseline?.rules ?? {} };
  return { terms, world, now, versions: { ...versions, others: [...versions.others, own] } };
}

const isOpen = (input: LeadInput): boolean => input.kind === 'open';

// Inputs and due deadlines, earliest first; of one instant the input comes first, so that an answer given in the last moment counts.
function* agenda(story: Story, inputs: LeadInput[], now: Instant): Generator<Matter> {
  const waiting = [...inputs].sort((a, b) => a.at - b.at);
  for (let taken = 0; taken < mostMatters; taken += 1) {
    const deadline = deadlines(story.state)[0];
    const due = deadline !== undefined && deadline.at <= now ? deadline : null;
    const input = waiting[0];
    if (input !== undefined && (due === null || input.at <= due.at)) {
      waiting.shift();
      yield input;
    } else if (due !== null) yield { kind: 'deadline', deadline: due };
    else return;
  }
  throw new Error('The turn does not end: a deadline comes again as soon as it is handled');
}

// A lead that slept through a long outage has some dozens of deadlines behind it, never this many.
const mostMatters = 5_000;

// A command is decided on a story of its own: a refused one leaves no trace but its answer.
function answer(story: Story, matter: Extract<LeadInput, { kind: 'command' }>, context: Context): Verdict {
  const commandId = matter.command.id;
  const attempt = tellStory(story.state);
  try {
    const why = decide(attempt, matter, context);
    story.take(attempt);
    return why === null ? { commandId, applied: true } : { commandId, applied: false, why };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, message, details } = error;
    return { commandId, applied: false, refusal: { code, message, details } };
  }
}

function resultOf(
  state: LeadState,
  events: LeadEvent[],
  verdicts: Map<string, Verdict>,
  turn: number,
  world: World,
): TurnOutcome['result'] {
  const lead = summaryOf(state);
  const next = deadlines(state)[0];
  return {
    turn,
    events,
    heardSeq: world.seq,
    teamVersion: world.teamVersion,
    answers: [...verdicts.values()].map((verdict) => ({ ...verdict, lead })),
    effects: effectsToPerform(state, events),
    wakeAt: next?.at ?? null,
    wakeWhy: next?.why ?? null,
    stage: state.stage,
    stuck: stuckReason(state),
    ended: hasEnded(state.stage),
  };
}

function effectsToPerform(state: LeadState, events: LeadEvent[]): Effect[] {
  const begun = new Set(
    events.flatMap((event) =>
      event.kind === 'EffectPlanned' ? [event.effect.key] : event.kind === 'EffectRetried' ? [event.key] : [],
    ),
  );
  return state.effects.filter(({ status, effect }) => status === 'running' && begun.has(effect.key)).map(({ effect }) => effect);
}

export function summaryOf(state: LeadState): LeadSummary {
  const { leadId, stage, repId, queue, handOffs, sellerStage, turn } = state;
  return { leadId, stage, repId, queue, handOff: handOffs === 0 ? null : handOffs, sellerStage, turn };
}
