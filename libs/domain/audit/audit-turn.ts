import type { Terms } from '../agreement/terms.js';
import { freezeDossier, type Dossier } from '../lifecycle/dossier.js';
import { enteredStage } from '../lifecycle/entered-stage.js';
import type { LeadEvent } from '../lifecycle/events.js';
import { foldTurn } from '../lifecycle/fold-turn.js';
import type { LeadInput } from '../lifecycle/inputs.js';
import type { LeadState } from '../lifecycle/lead.js';
import { runTurn } from '../lifecycle/run-turn.js';
import type { Seen } from '../lifecycle/seen.js';
import { toldEvents } from '../lifecycle/told-events.js';
import type { Answer } from '../lifecycle/turn.js';
import type { Versions } from '../lifecycle/version/version.js';
import { versionsOf } from '../lifecycle/version/versions-of.js';
import type { World } from '../lifecycle/world.js';
import { differenceOf, differing, type Difference } from './difference.js';
import type { StoredEvent, StoredTurn } from './stored-lead.js';

/** One stored turn, with all that it was decided from. */
export interface TurnThen {
  /** The state before it. */
  state: LeadState;
  stored: StoredTurn & { seen: Seen };
  /** Its events as their rows tell them, in order. */
  events: StoredEvent[];
  /** What it handed over, if it did; what had been sent and said until then is taken from there. */
  dossier: Dossier | null;
  /** What its commands' rows say was answered. */
  answers: Map<string, Answer>;
  world: World;
  terms: Terms;
  versions: Versions | undefined;
}

/** What deciding a turn again came to: the state after it, the events that count, and where what is stored is something else. */
export interface TurnAgain {
  state: LeadState;
  events: LeadEvent[];
  differences: Difference[];
}

/**
 * Decides a stored turn again, by the same `runTurn`, and holds all that it wrote of itself against that. Two copies of its events are stored, in
 * its result and as rows: where both say the same against the decision, the life went on from them, and so does the audit.
 */
export function auditTurn(then: TurnThen): TurnAgain {
  const { state, stored, world, terms, versions, events: rows } = then;
  const { turn: number, seen, result: told } = stored;
  const inputs = heardInputs(stored);
  const { result, state: after } = plain(runTurn({ state, inputs, number, now: seen.now, terms, world, versions }));
  const bodies = rows.map(({ body }) => body);
  const turn = { turn: number, kind: 'turn' } as const;
  const isLived = differing(toldEvents(bodies), told.events).length === 0;
  const decided = isLived
    ? differenceOf(turn, `Turn ${number} decided otherwise`, decisionOf(result.events), decisionOf(bodies))
    : [];
  if (decided.length > 0) return { state: foldTurn(state, { ...told, events: bodies }), events: bodies, differences: decided };

  const expected = { ...result, events: toldEvents(result.events), state: told.state === null ? null : state };
  const differences = [
    ...differenceOf(turn, `The result of turn ${number}`, expected, { ...told, answers: told.answers.filter(isOf(number)) }),
    ...auditEvents(result.events, rows, state, after),
    ...result.answers.flatMap((answer) => auditAnswer(answer, then)),
    ...auditDossier(then, after, result.events),
  ];
  return { state: after, events: result.events, differences };
}

// A command that was sent again had its answer: it was not decided twice.
function heardInputs({ inputs, result, turn }: StoredTurn): LeadInput[] {
  const repeated = new Set(result.answers.filter((answer) => !isOf(turn)(answer)).map(({ commandId }) => commandId));
  return inputs.filter((input) => input.kind !== 'command' || !repeated.has(input.command.id));
}

const isOf =
  (number: number) =>
  ({ lead }: Answer): boolean =>
    lead.turn === number;

/** As it comes back from Postgres. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

const decisionOf = (events: LeadEvent[]): object => ({ events: events.length, event: { ...events } });

function auditEvents(
  events: LeadEvent[],
  rows: StoredEvent[],
  before: LeadState,
  { turn, teamVersion }: LeadState,
): Difference[] {
  const where = { turn, kind: 'event' } as const;
  const many = differenceOf(where, `Turn ${turn}`, { events: events.length }, { events: rows.length });
  if (many.length > 0) return many;
  const decidedBy = versionsOf(events, before.agreementVersion);
  return events.flatMap((body, n) => {
    const { kind, at } = body;
    const { abandonedBy: _counts, turn: _turn, ...stored } = rows[n] as StoredEvent;
    const expected = { n, kind, at, body, agreementVersion: decidedBy[n], teamVersion, stage: enteredStage(body) };
    return differenceOf(where, `Event ${n} of turn ${turn} (${kind})`, expected, stored);
  });
}

// Its row is there for good: whoever asks again with this id hears what it says.
function auditAnswer(answer: Answer, { stored: { turn }, answers }: TurnThen): Difference[] {
  const { commandId } = answer;
  return differenceOf({ turn, kind: 'command' }, `The answer to command ${commandId}`, answer, answers.get(commandId));
}

function auditDossier(then: TurnThen, after: LeadState, events: LeadEvent[]): Difference[] {
  const { dossier, terms, world, versions, stored } = then;
  const { turn, seen } = stored;
  if (!events.some(({ kind }) => kind === 'HandOffOpened')) return [];
  const nothing = { topics: [], sent: [], pastHandOffs: [] };
  // Under the version that the turn ended with, if it took one.
  const taken = versions?.others.find((other) => other.world.agreementVersion === after.agreementVersion) ?? { terms, world };
  const expected = freezeDossier(after, events, dossier ?? nothing, { ...taken, now: seen.now });
  return differenceOf({ turn, kind: 'dossier' }, `The dossier of turn ${turn}`, plain(expected), dossier);
}
