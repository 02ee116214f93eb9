import { foldTurn } from '../../../libs/domain/lifecycle/fold-turn.js';
import { runTurn } from '../../../libs/domain/lifecycle/run-turn.js';
import { worldOf } from '../world-of.js';
import { firstFault, type TurnInvariant, type TurnMoment } from './moment.js';
import { isSame } from './same.js';

/** What must hold of every turn as a whole. */
export const ofTurn: TurnInvariant[] = [
  {
    name: 'fold',
    sentence: 'A lead’s state is what its events, as the workflow is told them, add up to.',
    fault: ({ turn, result, after, found }) =>
      isSame(foldTurn(found.at(-1) ?? turn.state, { ...result, events: [] }), after) ? null : 'it is another',
  },
  {
    name: 'answered',
    sentence: 'Every command is answered once.',
    fault: ({ turn, result }) => {
      const asked = turn.inputs.flatMap((input) => (input.kind === 'command' ? [input.command.id] : []));
      const given = result.answers.map(({ commandId }) => commandId);
      return new Set(asked).size === given.length && asked.every((id) => given.includes(id))
        ? null
        : `${asked.length} asked, ${given.length} answered`;
    },
  },
  {
    name: 'no-trace',
    sentence: 'A refused command leaves no trace but its answer.',
    fault: (moment) => {
      const refused = moment.result.answers.filter(({ refusal }) => refusal !== undefined).map(({ commandId }) => commandId);
      if (refused.length === 0) return null;
      const { turn, after } = moment;
      const inputs = turn.inputs.filter((input) => input.kind !== 'command' || !refused.includes(input.command.id));
      const without = runTurn({ ...turn, inputs });
      return isSame(without.state, after) ? null : `without ${refused.join()} it is another lead`;
    },
  },
  {
    name: 'touches',
    sentence: 'No touch is lost: a branch that has heard of it has recorded it.',
    fault: ({ lead, turn, result, after }) => {
      const isNew = (seq: number): boolean => seq > turn.state.heardSeq && seq <= after.heardSeq;
      const stored = lead.facts.filter(({ kind, seq }) => kind === 'touch' && isNew(seq)).length;
      const recorded = result.events.filter(({ kind }) => kind === 'TouchRecorded').length;
      return stored === recorded ? null : `${stored} stored, ${recorded} recorded`;
    },
  },
];

/** What costs a second decision, and is looked at now and then. */
export const ofTurnAgain: TurnInvariant[] = [
  {
    name: 'pure',
    sentence: 'The same turn is decided the same again.',
    fault: ({ turn, result, after }) => {
      const again = runTurn(turn);
      return isSame(again.state, after) && isSame(again.result, result) ? null : 'it is decided otherwise';
    },
  },
  {
    name: 'idle',
    sentence: 'A ring without news changes nothing.',
    fault: ({ house, lead, turn, result: told, after }) => {
      // What a new hand-off has to hear is loaded with the next turn.
      if (told.events.some(({ kind }) => kind === 'HandOffOpened')) return null;
      const world = { ...worldOf(house, lead, after, turn.now), ...loadsAfter(turn, after) };
      const number = turn.number + 1;
      const inputs = [{ kind: 'ring' as const, at: turn.now, upTo: lead.facts.length }];
      const { result } = runTurn({ ...turn, state: after, inputs, number, world });
      return firstFault(result.events, ({ kind }) => `${kind}, again`);
    },
  },
];

// The store does not know of the turn yet: its seat is moved here.
function loadsAfter(
  { state, world }: TurnMoment['turn'],
  { repId }: TurnMoment['after'],
): Pick<TurnMoment['turn']['world'], 'loads'> {
  if (state.repId === repId) return { loads: world.loads };
  const loads = { ...world.loads };
  const move = (id: string | null, by: number): void => {
    const load = id === null ? undefined : (loads[id] ?? { open: 0, claims: 0, lastClaimedAt: null, today: 0 });
    if (id !== null && load !== undefined) loads[id] = { ...load, open: load.open + by };
  };
  move(state.repId, -1);
  move(repId, 1);
  return { loads };
}
