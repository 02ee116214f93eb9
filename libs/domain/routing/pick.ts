import type { Strategy } from '../agreement/terms.js';
import type { Load } from '../lifecycle/world.js';

/** One of the reps who can take the lead; `first-come` where there is nothing to accept goes by turns. Both others are fair in the long run and settle ties by whose turn is longest ago, then by id. */
export function pick(able: string[], strategy: Strategy, loads: Record<string, Load>): string | null {
  const order = (a: string, b: string): number =>
    (strategy === 'least-loaded' ? (loads[a]?.open ?? 0) - (loads[b]?.open ?? 0) : 0) ||
    lastTurn(a, loads) - lastTurn(b, loads) ||
    (a < b ? -1 : 1);
  return [...able].sort(order)[0] ?? null;
}

const lastTurn = (repId: string, loads: Record<string, Load>): number => loads[repId]?.lastClaimedAt ?? 0;
