import type { DataSource, EntityManager } from 'typeorm';
import { freezeDossier } from '../../domain/lifecycle/dossier.js';
import type { LeadInput } from '../../domain/lifecycle/inputs.js';
import { newLead, type LeadState } from '../../domain/lifecycle/lead.js';
import { toldEvents } from '../../domain/lifecycle/told-events.js';
import type { Answer, TurnResult } from '../../domain/lifecycle/turn.js';
import type { TakeTurnRequest } from '../../messages/activities.js';
import { failpoint } from '../../process/failpoint.js';
import { atOnce } from '../at-once.js';
import { digestOf } from '../digest-of.js';
import { abandonBranch } from './abandon.js';
import { decideTurn } from './decide-turn.js';
import { loadBackground } from './load-background.js';
import { loadLife, type LifeRows } from './load-life.js';
import { pendingCommands } from './pending-commands.js';
import { storedAnswers, storedTurn } from './stored-turn.js';
import { LivesElsewhere, SeatGone, TurnAhead, TurnStale } from './turn-stale.js';
import { writeTurn } from './write-turn.js';

/**
 * One turn, one transaction:
 * 1. A turn that has committed already gives its stored result; nothing is decided twice.
 * 2. A workflow that is ahead of its row, or that runs in a Temporal where leads do not live, takes none: nothing is overwritten by accident.
 * 3. What another branch wrote since `prev` (a reset, or a worker killed between commit and completion) is abandoned.
 * 4. Everything is read, decided and written, all or nothing. A seat that is gone by then: decided again, on locked loads.
 * Throws TurnStale, TurnAhead, LivesElsewhere, NoAgreement, or what Postgres throws; any other error is a fault of the inputs.
 */
export async function takeTurn(source: DataSource, request: TakeTurnRequest, home?: string): Promise<TurnResult> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await source.transaction((manager) => attemptTurn(manager, request, { home, lockLoads: attempt > 1 }));
    } catch (error) {
      if (!(error instanceof SeatGone) || attempt === mostAttempts) throw error;
    }
  }
}

const mostAttempts = 3;

interface Attempt {
  /** The Temporal that asks; absent: whichever. */
  home: string | undefined;
  lockLoads: boolean;
}

async function attemptTurn(manager: EntityManager, request: TakeTurnRequest, { home, lockLoads }: Attempt): Promise<TurnResult> {
  const { leadId, number } = request;
  const asked = commandIds(request.inputs);
  const [rows, answeredBefore] = await atOnce([loadLife(manager, leadId), storedAnswers(manager, asked)]);
  if (home !== undefined && rows.home !== null && rows.home !== home) throw new LivesElsewhere();
  const rowTurn = rows.life?.turn ?? 0;
  if (rowTurn === number) return storedTurn(manager, leadId, number);
  if (rowTurn > number) throw new TurnStale(rowTurn);
  if (request.state !== null && request.state.turn > rowTurn) throw new TurnAhead(rowTurn);

  const state = startingState(request, rows);
  const undone = rowTurn > state.turn ? await abandonBranch(manager, state, number) : null;

  // An abandoned branch takes its answers with it.
  const answered = undone === null ? answeredBefore : await storedAnswers(manager, asked);
  const heard = request.inputs.filter((input) => input.kind !== 'command' || !answered.has(input.command.id));
  const now = Math.max(Date.now(), number);
  const inputs = [...heard, ...(await pendingCommands(manager, state, request.inputs, now))];
  const decided = await decideTurn(manager, { rows, state, inputs, number, now, lockLoads });
  const { world, seen, ended } = decided;

  const loaded = request.state === null ? state : null;
  const { events } = decided.result;
  const answers = [...decided.result.answers, ...given(answered)];
  const result: TurnResult = { ...decided.result, events: toldEvents(events), answers, state: loaded };
  const opened = events.some(({ kind }) => kind === 'HandOffOpened');
  const dossier = opened
    ? freezeDossier(decided.state, events, await loadBackground(manager, leadId, ended.terms), { ...ended, now })
    : null;
  await writeTurn(manager, {
    before: state,
    after: decided.state,
    rowTurn,
    ringOwed: rows.ringOwed,
    inputs: [...request.inputs, ...inputs.slice(heard.length)],
    events,
    result,
    world,
    seen,
    digest: digestOf(world, seen),
    dossier,
    undone,
  });
  failpoint('turn.decided');
  return result;
}

// The workflow's state wins over the row's: a row that is ahead is an abandoned branch. Without a state the row wins.
function startingState({ state, leadId, number }: TakeTurnRequest, rows: LifeRows): LeadState {
  if (state !== null) return state;
  return rows.life?.state ?? { ...newLead(leadId, number), agreementVersion: rows.agreementVersion };
}

const commandIds = (inputs: LeadInput[]): string[] =>
  inputs.flatMap((input) => (input.kind === 'command' ? [input.command.id] : []));
const given = (answered: Map<string, Answer>): Answer[] => [...answered.values()];
