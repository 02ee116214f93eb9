import { differenceOf, type Difference } from './difference.js';
import { grouped } from './grouped.js';
import type { StoredEvent, StoredLead, StoredTurn } from './stored-lead.js';

/** Branches that a later turn found and abandoned: as many events as their turns decided, all with the same mark; and no event without a turn. */
export function auditBranches({ turns, events }: StoredLead): Difference[] {
  const eventsOf = grouped(events, ({ turn }) => turn);
  const known = new Set(turns.map(({ turn }) => turn));
  const stray = [...eventsOf.keys()].filter((turn) => !known.has(turn));
  return [
    ...turns
      .filter(({ abandonedBy }) => abandonedBy !== null)
      .flatMap((turn) => auditBranch(turn, eventsOf.get(turn.turn) ?? [])),
    ...stray.flatMap((turn) =>
      differenceOf(
        { turn, kind: 'event' },
        `Turn ${turn}, of which there is no row`,
        { events: 0 },
        { events: eventsOf.get(turn)?.length },
      ),
    ),
  ];
}

function auditBranch({ turn, abandonedBy, result }: StoredTurn, events: StoredEvent[]): Difference[] {
  const expected = result.events.map(({ kind }, n) => ({ n, kind, abandonedBy }));
  const stored = events.map(({ n, kind, abandonedBy: mark }) => ({ n, kind, abandonedBy: mark }));
  return differenceOf({ turn, kind: 'event' }, `The abandoned turn ${turn}`, { events: expected }, { events: stored });
}
