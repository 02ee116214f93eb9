import type { Rung } from '../agreement/terms.js';
import type { Team } from '../agreement/team.js';
import type { Instant } from '../calendar/instant.js';
import type { Load, Pace } from '../lifecycle/world.js';

/** What the choice of a rep depends on. */
export interface ChooseRequest {
  ladder: Rung[];
  /** Index of the first rung to try. */
  fromRung: number;
  /** Holds of a fixed length up to this rung have had their time: they are not begun again. Null: none has. */
  ranOut: number | null;
  /** Reps who had this hand-off and did not accept. */
  tried: string[];
  /** The lead was accepted before: there is nothing to accept, so a pool's lead is given, not offered. */
  isAccepted: boolean;
  profileField(path: string): unknown;
  team: Team;
  loads: Record<string, Load>;
  paces: Record<string, Pace>;
  lastRep: { repId: string; at: Instant } | null;
  at: Instant;
}
