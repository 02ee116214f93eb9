/** Wire names of the workflow that previews a move of running leads to another version, carries it out, and takes it back. They are for ever. */
export const moveLeadsType = 'moveLeads';
export const moveWorkflowId = (moveId: string, act: MoveAct): string => `move:${moveId}/${act}`;

export type MoveAct = 'preview' | 'move' | 'undo';

export interface MoveInput {
  moveId: string;
  act: MoveAct;
  carried: MoveProgress | null;
}

/** All that survives continue-as-new. */
export interface MoveProgress {
  /** Previews of leads that have changed come first when a move begins. */
  phase: 'again' | 'act';
  leads: number;
  /** Absent: none. */
  unanswered?: number;
  after: string | null;
}

/** A page of leads, in order of their ids, from behind `after`. */
export interface MovePlace {
  moveId: string;
  after: string | null;
  limit: number;
}

/** How many leads a page had; `next`: where to go on, or null after the last. */
export interface MovedPage {
  leads: number;
  /** Leads that did not answer: they wait until the act is started again. Absent: none. */
  unanswered?: number;
  next: string | null;
}

/** What the workflow returns: how many leads the act came to, and how many of them did not answer. What became of each, GET /v1/moves/{moveId} tells. */
export interface MoveEnd {
  moveId: string;
  act: MoveAct;
  leads: number;
  unanswered: number;
}

/** Type of a failure of these activities that does not pass by itself. Details: [code]. */
export const moveFault = 'move.fault';
