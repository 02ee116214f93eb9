/** Wire names of the workflow that compares Postgres with Temporal, and of the Schedule that starts it every few minutes. They are for ever. */
export const reconcileType = 'reconcile';
export const reconcileSchedule = 'reconcile';
export const reconcileWorkflowId = (reconciliationId: string): string => `reconcile:${reconciliationId}`;

/**
 * `watch`: what the Schedule does, mends single leads. `rebuild`: Temporal's database is lost, every open lead is to live here from now on.
 * `reproject`: Postgres was restored from before, leads that are ahead of it go on from what it holds.
 */
export type ReconcileKind = 'watch' | 'rebuild' | 'reproject';

/** What a run starts with. Whoever starts one by hand may leave out any part: a watch by `hand`. */
export interface ReconcileInput {
  /** Names the run in Postgres, a UUID; null: the id of the first Temporal run. */
  reconciliationId: string | null;
  kind: ReconcileKind;
  /** Who asked: an id. */
  by: string;
  /** Looks and counts; mends nothing. */
  dryRun: boolean;
}

/**
 * `orphans`: open leads without a running workflow. `unheard`: leads with news that nobody is going to tell them. `late`: leads that should have woken minutes ago,
 * and have not moved since the last look. `strangers`: running workflows whose lead has ended, or is not known. `ahead`: workflows, running or not, with turns that Postgres does not hold.
 */
export const findingKinds = ['orphans', 'unheard', 'late', 'strangers', 'ahead'] as const;
export type FindingKind = (typeof findingKinds)[number];
export type Counts = Record<FindingKind, number>;
export const noCounts: Counts = { orphans: 0, unheard: 0, late: 0, strangers: 0, ahead: 0 };

export interface Example {
  leadId: string;
  /** What was done about it, or why nothing was: a code. */
  code: string;
}

/** What only senders can bring back after Postgres was restored. */
export interface Lost {
  /** The last instant that Postgres still holds; null: nothing is lost. Facts received since are gone. */
  from: string | null;
  /** Commands that were asked and are gone, in all; the first of them by id. */
  commands: number;
  commandIds: { leadId: string; commandId: string; kind: string }[];
  /** Leads that Postgres does not know at all. */
  leads: number;
  leadIds: string[];
}

/** How far a run has come. */
export interface ReconcileProgress {
  looked: number;
  found: Counts;
  repaired: Counts;
  examples: Example[];
  lost: Lost | null;
}

export const noProgress: ReconcileProgress = { looked: 0, found: noCounts, repaired: noCounts, examples: [], lost: null };

export interface BegunReconciliation {
  /** Leads live in another Temporal: nothing is mended here. */
  elsewhere: boolean;
  /** Leads in Postgres. */
  leads: number;
}

export interface LookRequest {
  reconciliationId: string;
  kind: ReconcileKind;
  /** False: nothing is mended. */
  mend: boolean;
}

export interface EndRequest {
  reconciliationId: string;
  progress: ReconcileProgress;
}

/** What the workflow returns. */
export interface ReconcileEnd {
  reconciliationId: string;
  found: Counts;
  repaired: Counts;
}

/** Type of a failure of these activities that does not pass by itself. Details: [code]. */
export const reconcileFault = 'reconcile.fault';
