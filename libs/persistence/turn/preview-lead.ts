import type { EntityManager } from 'typeorm';
import { changesOf, landingOf } from '../../domain/lifecycle/version/landing.js';
import { isWeather } from '../is-weather.js';
import type { Previewed } from '../moves/previewed.js';
import { decideTurn } from './decide-turn.js';
import { loadLife } from './load-life.js';

const nobody = '00000000-0000-4000-8000-000000000000';

/** What would become of a lead if it were moved now: the very turn, decided and not written. Null: it has no life yet. Throws only weather. */
export async function previewLead(
  manager: EntityManager,
  leadId: string,
  version: number,
  moveId: string,
): Promise<Previewed | null> {
  const rows = await loadLife(manager, leadId);
  if (rows.life === null) return null;
  const { state, turn } = rows.life;
  const seen = { leadId, turn, seq: rows.lastSeq, fromVersion: state.agreementVersion };
  const number = Math.max(Date.now(), turn + 1);
  const command = { id: nobody, kind: 'takeVersion', version, moveId } as const;
  try {
    const inputs = [{ kind: 'command', at: number, command } as const];
    const decided = await decideTurn(manager, { rows, state, inputs, number, now: number, lockLoads: false });
    const expected = { before: landingOf(state, state), after: landingOf(decided.state, state) };
    return { ...seen, expected, changes: changesOf(expected.before, expected.after) };
  } catch (error) {
    if (isWeather(error)) throw error;
    return { ...seen, expected: null, changes: ['cannot be previewed: its turn fails'] };
  }
}
