import type { Instant } from '../calendar/instant.js';
import { foldTurn } from '../lifecycle/fold-turn.js';
import { newLead, type LeadState } from '../lifecycle/lead.js';
import type { Seen } from '../lifecycle/seen.js';
import type { World } from '../lifecycle/world.js';
import { auditBranches } from './audit-branches.js';
import { auditTurn, type TurnAgain } from './audit-turn.js';
import { differenceOf, type Difference } from './difference.js';
import { grouped } from './grouped.js';
import { RowsThen } from './rows-then.js';
import type { StoredEvent, StoredLead, StoredTurn, VersionsThen } from './stored-lead.js';
import { WorldsThen } from './worlds-then.js';

/** What became of one turn that counts. `untold`: it is from before turns kept what they saw, so nobody can tell. */
export interface TurnVerdict {
  turn: number;
  takenAt: Instant;
  /** Of the agreement under which it was decided. */
  agreementVersion: number;
  verdict: 'reproduced' | 'differs' | 'untold';
}

export interface LeadAudit {
  leadId: string;
  turns: TurnVerdict[];
  differences: Difference[];
}

/** A fingerprint of what a decision saw, as its turn made it. */
export type DigestOf = (world: World, seen: Seen) => string;

/**
 * Decides every turn of a life again from what it was decided from, under the versions of its day, and holds all that the life has stored against
 * that. Branches that were abandoned are no life, but must be whole. Pure.
 */
export function auditLead(lead: StoredLead, versions: VersionsThen, digestOf: DigestOf): LeadAudit {
  const worlds = new WorldsThen(lead.facts, versions);
  const rows = new RowsThen();
  const eventsOf = grouped(lead.events.filter(counts), ({ turn }) => turn);
  const turns: TurnVerdict[] = [];
  const differences: Difference[] = [];
  const live = lead.turns.filter(counts);
  let state = startOf(lead.leadId, live[0]);
  for (const stored of live) {
    const { turn, takenAt, prev } = stored;
    const events = eventsOf.get(turn) ?? [];
    const again = decideAgain({ lead, stored, events, state, worlds, versions, digestOf });
    const found = [...differenceOf({ turn, kind: 'turn' }, `Turn ${turn}`, { prev: state.turn }, { prev }), ...again.differences];
    const verdict = stored.seen === null ? 'untold' : found.length === 0 ? 'reproduced' : 'differs';
    turns.push({ turn, takenAt, agreementVersion: state.agreementVersion, verdict });
    differences.push(...found);
    rows.add(state, again.state, again.events);
    state = again.state;
  }
  const all = [...onceBlind(differences), ...rows.audit(lead, state), ...auditBranches(lead)];
  return { leadId: lead.leadId, turns, differences: all };
}

const counts = ({ abandonedBy }: { abandonedBy: number | null }): boolean => abandonedBy === null;

// Every life begins with the version that was in force then.
function startOf(leadId: string, first: StoredTurn | undefined): LeadState {
  const opened = first?.result.events.find((event) => event.kind === 'LeadOpened');
  return { ...newLead(leadId, first?.turn ?? 0), agreementVersion: opened?.agreementVersion ?? 0 };
}

interface Case {
  lead: StoredLead;
  stored: StoredTurn;
  events: StoredEvent[];
  state: LeadState;
  worlds: WorldsThen;
  versions: VersionsThen;
  digestOf: DigestOf;
}

function decideAgain(one: Case): TurnAgain {
  const { lead, stored, events, state, worlds, versions, digestOf } = one;
  const { seen, turn, worldDigest } = stored;
  try {
    const world = worlds.at(state, stored);
    if (seen === null) return asLived(one, []);
    if (digestOf(world, seen) !== worldDigest) return asLived(one, [blind(turn)]);
    const terms = versions.terms(state.agreementVersion);
    const dossier = lead.dossiers.find((row) => row.turn === turn && counts(row))?.body ?? null;
    const others = worlds.versionsAt(state, stored, world);
    const read = { events, dossier, answers: lead.answers, world, terms, versions: others };
    return auditTurn({ state, stored: { ...stored, seen }, ...read });
  } catch (error) {
    const sentence = `Turn ${turn} can't be decided again: ${(error as Error).message}`;
    return asLived(one, [{ turn, kind: 'turn', field: '', expected: null, stored: null, sentence }]);
  }
}

/** The life goes on from what its turn said. */
function asLived({ state, stored: { result } }: Case, differences: Difference[]): TurnAgain {
  return { state: foldTurn(state, result), events: result.events, differences };
}

const blind = (turn: number): Difference => ({
  turn,
  kind: 'facts',
  field: 'worldDigest',
  expected: null,
  stored: null,
  sentence:
    `What turn ${turn} saw can't be made anew: since then one of the lead's facts up to it has changed or gone, or a version of the agreement ` +
    'or the team, or what the turn itself had noted. Whether it was decided rightly, nobody can tell.',
});

// A fact that was altered hides from every later turn what it saw: it is told once, of the first.
function onceBlind(differences: Difference[]): Difference[] {
  const isBlind = ({ kind }: Difference): boolean => kind === 'facts';
  const [first, ...others] = differences.filter(isBlind);
  if (first === undefined || others.length === 0) return differences;
  const sentence = `${first.sentence} The same is true of ${others.length} later turns.`;
  return differences.flatMap((one) => (one === first ? [{ ...first, sentence }] : isBlind(one) ? [] : [one]));
}
