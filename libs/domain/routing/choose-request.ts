import type { Rung } from '../agreement/terms.js';
import type { Team } from '../agreement/team.js';
import type { Instant } from '../calendar/instant.js';
import type { Load } from '../lifecycle/world.js';

/** What the choice of a rep depends on. */
export interface ChooseRequest {
  ladder: Rung[];
  /** Index of the first rung to try. */
  fromRung: number;
  /** Reps who had this hand-off and did not accept. */
  tried: string[];
  profileField(path: string): unknown;
  team: Team;
  loads: Record<string, Load>;
  lastRep: { repId: string; at: Instant } | null;
  at: Instant;
}
