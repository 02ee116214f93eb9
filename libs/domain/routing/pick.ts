import type { Load } from '../lifecycle/world.js';

/** One of the reps who can take the lead. Both strategies are fair in the long run and settle ties by whose turn is longest ago, then by id. */
export function pick(able: string[], strategy: 'round-robin' | 'least-loaded', loads: Record<string, Load>): string | null {
  const order = (a: string, b: string): number =>
    (strategy === 'least-loaded' ? (loads[a]?.open ?? 0) - (loads[b]?.open ?? 0) : 0) ||
    lastTurn(a, loads) - lastTurn(b, loads) ||
    (a < b ? -1 : 1);
  return [...able].sort(order)[0] ?? null;
}

const lastTurn = (repId: string, loads: Record<string, Load>): number => loads[repId]?.lastClaimedAt ?? 0;
