import type { Instant } from '../calendar/instant.js';
import type { Who } from '../scoring/profile-of.js';
import type { Outage } from './outages.js';
import type { Load, Pace, World } from './world.js';

/**
 * What a turn saw that neither its lead's facts, nor the versions, nor the state before it tell. Stored with the turn: with them it gives the whole
 * world again. An absent part was empty, or the decision did not look at it.
 */
export interface Seen {
  /** The instant of the decision. */
  now: Instant;
  /** Who the lead is, when something else than a fact has said so since the turn before: an identity, a lead that was joined to it. */
  who?: Who;
  /** What reps and pools held, if the decision looked. */
  loads?: Record<string, Load>;
  paces?: Record<string, Pace>;
  sent?: World['contact']['sent'];
  released?: string[];
  outages?: Outage[];
  /** The lead was joined to another, and its facts had gone there; its ledger was of so many of them. */
  merged?: { intoLeadId: string; ledgerSeq: number };
  /** Versions beside its own that it knew, and the one in force: it asked for one, or came to where one is taken. */
  versions?: { inForce: number; others: number[] };
}

export interface SeenHow {
  now: Instant;
  /** Something else than a fact has said who the lead is. */
  whoIsNew: boolean;
  /** The decision looked at loads or paces. */
  lookedAtLoads: boolean;
  versions?: Seen['versions'];
}

export function seenOf(world: World, { now, whoIsNew, lookedAtLoads, versions }: SeenHow): Seen {
  const { evidence, contact, loads, paces, released = [], outages, mergedIntoLeadId } = world;
  return {
    now,
    ...(whoIsNew ? { who: { profile: evidence.profile, consent: evidence.consent } } : {}),
    ...(lookedAtLoads ? { loads, paces } : {}),
    ...(contact.sent.length > 0 ? { sent: contact.sent } : {}),
    ...(released.length > 0 ? { released } : {}),
    ...(outages.length > 0 ? { outages } : {}),
    ...(mergedIntoLeadId === null ? {} : { merged: { intoLeadId: mergedIntoLeadId, ledgerSeq: evidence.ledger.seq } }),
    ...(versions === undefined ? {} : { versions }),
  };
}

/** All that a decision saw, as a value: its digest is stored with the turn, and proves later that a world made anew is the same. What it did not look at is left out. */
export function sightOf(world: World, { now, loads, paces }: Seen): object {
  const { team: _version, loads: _loads, paces: _paces, contact, ...sight } = world;
  return { ...sight, now, loads, paces, contact: { zone: contact.window?.zone ?? null, sent: contact.sent } };
}

/** The same world, and whether a decision has looked at what reps and pools hold: most don't, and need not keep it. */
export function watchLoads(world: World): { world: World; looked(): boolean } {
  let looked = false;
  const watched = {
    ...world,
    get loads() {
      looked = true;
      return world.loads;
    },
    get paces() {
      looked = true;
      return world.paces;
    },
  };
  return { world: watched, looked: () => looked };
}
