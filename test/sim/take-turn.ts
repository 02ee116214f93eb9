import type { LeadEvent } from '../../libs/domain/lifecycle/events.js';
import type { LeadInput } from '../../libs/domain/lifecycle/inputs.js';
import { newLead, type LeadState } from '../../libs/domain/lifecycle/lead.js';
import { hasEnded } from '../../libs/domain/lifecycle/moves.js';
import { runTurn } from '../../libs/domain/lifecycle/run-turn.js';
import { rowOf, type House, type SimLead, type TakenTurn } from './house.js';
import { checkLedger } from './invariants/check-ledger.js';
import { checkTurn } from './invariants/check-turn.js';
import { isLookedAt, lot } from './lots.js';
import { abandonSeats, writeSeats } from './seats.js';
import { minute } from './time.js';
import { worldOf } from './world-of.js';

/** One turn on the store in memory, as libs/persistence/turn/take-turn.ts takes it in Postgres; every invariant is looked at. */
export function takeTurn(house: House, lead: SimLead, inputs: LeadInput[]): void {
  const before = startingState(house, lead);
  const number = Math.max(house.now, (rowOf(lead)?.turn ?? 0) + 1);
  abandon(house, lead, before);
  const unanswered = inputs.filter((input) => input.kind !== 'command' || !lead.answered.has(input.command.id));
  const turn = {
    state: before,
    inputs: unanswered,
    number,
    now: number,
    terms: house.plot.terms,
    world: worldOf(house, lead, before, number, unanswered),
  };
  const { result, state } = runTurn(turn);
  checkTurn({ house, lead, turn, result, after: state });

  const taken = { number, at: number, inputs, events: result.events, state, effects: result.effects, said: said(result.answers) };
  lead.turns.push(taken);
  note(lead, result.events, number);
  for (const { commandId } of result.answers) lead.answered.set(commandId, number);
  lead.state = state;
  writeSeats(house, lead, before, state, result.events);
  perform(lead, taken, house);
  lead.wakeAt = result.wakeAt === null || result.wakeAt > number ? result.wakeAt : number + 1_000;
  if (hasEnded(state.stage)) end(lead);
  if ((lead.scored?.owedSeq ?? null) !== null || before.baseline !== state.baseline) lead.lookAt = house.now;
  if (isLookedAt(number, 32)) checkLedger(house, lead, number);
}

function startingState({ now }: House, lead: SimLead): LeadState {
  return lead.state ?? rowOf(lead) ?? { ...newLead(lead.leadId, now), agreementVersion: 1 };
}

function abandon(house: House, lead: SimLead, { turn }: LeadState): void {
  if ((rowOf(lead)?.turn ?? 0) <= turn) return;
  lead.turns = lead.turns.filter(({ number }) => number <= turn);
  for (const known of [lead.answered, lead.planned, lead.begun]) for (const [id, at] of known) if (at > turn) known.delete(id);
  abandonSeats(house, lead, turn);
}

function note(lead: SimLead, events: LeadEvent[], number: number): void {
  for (const event of events) {
    if (event.kind === 'EffectPlanned') lead.planned.set(event.effect.key, number);
    if (event.kind === 'ClockStarted') lead.begun.set(event.id, number);
  }
}

// The workflow ends when nothing runs any more; what then comes opens it from its row.
function end(lead: SimLead): void {
  lead.wakeAt = null;
  if (lead.running.length === 0) lead.state = null;
}

function perform(lead: SimLead, { effects, number }: TakenTurn, { plot, now }: House): void {
  for (const effect of effects)
    lead.running.push({ effect, endsAt: now + lot(`${plot.seed} ${effect.key} ${number}`, 2 * minute) });
}

const said = (answers: { applied: boolean; refusal?: { code: string } }[]): string[] =>
  answers.map(({ applied, refusal }) => refusal?.code ?? (applied ? 'yes' : 'yes, changing nothing'));
