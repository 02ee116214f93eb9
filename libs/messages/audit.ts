/** Wire names of the workflow that decides stored turns again, and of the Schedule that starts it every night. They are for ever. */
export const auditType = 'audit';
export const auditSchedule = 'audit';
export const auditWorkflowId = (auditRunId: string): string => `audit:${auditRunId}`;

/** What a run starts with. Whoever starts one by hand may leave out any part: all lives, by `hand`. */
export interface AuditInput {
  /** Names the run in Postgres, a UUID; null: the id of the first Temporal run. */
  auditRunId: string | null;
  /** Who asked: an id. */
  by: string;
  /** The one lead to look at; null: all. */
  leadId: string | null;
}

/** How far a run has come. */
export interface AuditProgress {
  /** Lives looked at. */
  audited: number;
  /** Turns decided again, those that came out as stored, and those from before turns kept what they saw. */
  turns: number;
  reproduced: number;
  untold: number;
  differences: number;
}

export const noAuditProgress: AuditProgress = { audited: 0, turns: 0, reproduced: 0, untold: 0, differences: 0 };

export interface AuditRequest {
  auditRunId: string;
  leadId: string | null;
}

export interface AuditEndRequest {
  auditRunId: string;
  progress: AuditProgress;
}

/** Type of a failure of these activities that does not pass by itself. Details: [code]. */
export const auditFault = 'audit.fault';
