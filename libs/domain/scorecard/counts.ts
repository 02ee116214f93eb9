/** What became of the hand-offs that opened in one period, under one version of the agreement. */
export interface HandOffCounts {
  /** Without those whose rejection was contested: the hand-off that followed counts instead. */
  handedOver: number;
  contested: number;
  accepted: number;
  rejected: number;
  rejectedBy: { reason: string; handOffs: number }[];
  /** Neither accepted nor rejected yet. */
  undecided: number;
  /** Over without an answer: the lead was joined to another. */
  merged: number;
  complete: number;
  incomplete: number;
  /** From before hand-offs said what they lack. */
  unknown: number;
}

/** What became of one clock's promises that fell due in one period, under one version. */
export interface ClockCounts {
  clock: string;
  clause: string;
  by: 'marketing' | 'sales' | 'system';
  due: number;
  kept: number;
  /** Charged to `by`. */
  broken: number;
  /** Ran out before the rep was told: charged to the system alone. */
  system: number;
  /** Nobody was held to them any more: the lead went to another rep, or the hand-off ended otherwise. */
  stopped: number;
  running: number;
}

/** Of the hand-offs accepted in one period, under one version: whether sales said how they ended. */
export interface OutcomeCounts {
  accepted: number;
  inTime: number;
  /** Reported after the agreed time, or that time is over and nothing was reported. */
  late: number;
  open: number;
}

/** One version's numbers of one period. */
export interface VersionCounts {
  agreementVersion: number;
  handOffs: HandOffCounts;
  clocks: ClockCounts[];
  outcomes: OutcomeCounts;
}

export const noHandOffs: HandOffCounts = {
  handedOver: 0,
  contested: 0,
  accepted: 0,
  rejected: 0,
  rejectedBy: [],
  undecided: 0,
  merged: 0,
  complete: 0,
  incomplete: 0,
  unknown: 0,
};
export const noOutcomes: OutcomeCounts = { accepted: 0, inTime: 0, late: 0, open: 0 };
