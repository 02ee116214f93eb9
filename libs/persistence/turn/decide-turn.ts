import type { EntityManager } from 'typeorm';
import type { Terms } from '../../domain/agreement/terms.js';
import type { Instant } from '../../domain/calendar/instant.js';
import type { LeadInput } from '../../domain/lifecycle/inputs.js';
import type { LeadState } from '../../domain/lifecycle/lead.js';
import { runTurn, type TurnOutcome } from '../../domain/lifecycle/run-turn.js';
import { seenOf, watchLoads, type Seen } from '../../domain/lifecycle/seen.js';
import { mustKnowVersions } from '../../domain/lifecycle/version/versions.js';
import type { World } from '../../domain/lifecycle/world.js';
import { loadTerms } from '../agreements/load-terms.js';
import type { LifeRows } from './load-life.js';
import { asksForVersion, loadVersions, sendsFor, versionsWanted } from './load-versions.js';
import { loadWorld } from './load-world.js';

export interface TurnToDecide {
  rows: LifeRows;
  state: LeadState;
  inputs: LeadInput[];
  number: number;
  now: Instant;
  lockLoads: boolean;
}

export interface DecidedTurn extends TurnOutcome {
  /** What the lead began the turn with. */
  world: World;
  seen: Seen;
  /** What it ended the turn with: another version's, if it took one. */
  ended: { terms: Terms; world: World };
}

/**
 * Reads what a turn must see, and decides it; writes nothing, so a preview is the very thing. A lead's own version is enough for nearly every turn: one
 * that comes to a turning point while another is in force is decided anew, with both. So with what reps hold: a lead that has a rep seldom looks for
 * another, and most turns are spared the reading.
 */
export async function decideTurn(manager: EntityManager, turn: TurnToDecide, withLoads = mayRoute(turn)): Promise<DecidedTurn> {
  const { rows, state, inputs, number, now, lockLoads } = turn;
  const loads = lockLoads ? 'lock' : 'read';
  const terms = await loadTerms(manager, state.agreementVersion);
  const own = await loadWorld(manager, rows, state, terms, { now, loads: withLoads ? loads : null, inputs });
  const whoIsNew = rows.whoSeq > state.heardSeq;
  if (!asksForVersion(inputs)) {
    const watch = watchLoads(own);
    const outcome = runTurn({ state, inputs, number, now, terms, world: watch.world });
    if (watch.looked() && !withLoads) return decideTurn(manager, turn, true);
    if (rows.agreementVersion === state.agreementVersion || !mustKnowVersions(outcome.result.events)) {
      const seen = seenOf(own, { now, whoIsNew, lookedAtLoads: watch.looked() });
      return { ...outcome, world: own, seen, ended: { terms, world: own } };
    }
  }
  if (!withLoads) return decideTurn(manager, turn, true);
  const wanted = versionsWanted(rows, state, inputs);
  const involved = [terms];
  for (const version of wanted) involved.push(await loadTerms(manager, version));
  const sent = await sendsFor(manager, state.leadId, involved, now);
  const world = { ...own, contact: { ...own.contact, sent } };
  const versions = await loadVersions(manager, rows, state, world, wanted);
  const outcome = runTurn({ state, inputs, number, now, terms, world, versions });
  const known = { inForce: versions.inForce, others: wanted };
  const seen = seenOf(world, { now, whoIsNew, lookedAtLoads: true, versions: known });
  const ended = versions.others.find((other) => other.world.agreementVersion === outcome.state.agreementVersion);
  return { ...outcome, world, seen, ended: ended ?? { terms, world } };
}

const mayRoute = ({ state, inputs, lockLoads }: TurnToDecide): boolean =>
  state.repId === null || lockLoads || asksForVersion(inputs);
