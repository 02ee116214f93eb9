import type { EntityManager } from 'typeorm';
import type { LeadState } from '../../domain/lifecycle/lead.js';
import type { Consent, Profile } from '../../domain/scoring/evidence.js';
import type { Ledger } from '../../domain/scoring/ledger.js';
import { agreementInForce } from '../agreements/in-force.js';
import { NoAgreement } from './turn-stale.js';

/** The rows a turn starts from, in one read. */
export interface LifeRows {
  /** The life as the last turn wrote it; null before the first. */
  life: { turn: number; state: LeadState } | null;
  profile: Profile;
  consent: Consent;
  lastSeq: number;
  /** The lead's newest fact when something else than a fact last said who it is; 0: nothing has. */
  whoSeq: number;
  mergedInto: string | null;
  /** As the relay left it; null until it has looked at the lead, or when it was scored under another version. */
  ledger: { ledger: Ledger; agreementVersion: number } | null;
  /** The relay has a ring out that this life has not heard. */
  ringOwed: boolean;
  agreementVersion: number;
  teamVersion: number;
  /** The Temporal in which leads live, by its namespace's id; null: none has been settled yet. */
  home: string | null;
}

interface Row {
  turn: number | null;
  state: LeadState | null;
  profile: Profile;
  consent: Record<string, { given: boolean; at: string | number }>;
  last_seq: number;
  who_seq: number;
  merged_into: string | null;
  ledger: Ledger | null;
  ledger_version: number | null;
  ring_owed: boolean;
  agreement_version: number | null;
  team_version: number | null;
  home: string | null;
}

/** Throws NoAgreement while nothing is in force, and an Error for a lead that is not there: both leave the lead waiting, nothing half done. */
export async function loadLife(manager: EntityManager, leadId: string): Promise<LifeRows> {
  const [row] = await manager.query<Row[]>(
    `select life.turn, life.state, lead.profile, lead.consent, lead.who_seq, lead.merged_into,
            -- The facts of a lead that was joined to another have left it; what its life had to hear, it has heard.
            greatest((select max(seq) from fact where fact.lead_id = lead.lead_id), ledger.owed_seq, life.heard_seq, 0) as last_seq,
            ledger.ledger, ledger.agreement_version as ledger_version, ledger.owed_seq is not null as ring_owed,
            ${agreementInForce()} as agreement_version, (select max(version) from team) as team_version,
            (select namespace_id from temporal_home) as home
     from lead left join life using (lead_id) left join ledger using (lead_id)
     where lead.lead_id = $1`,
    [leadId],
  );
  if (row === undefined) throw new Error(`There is no lead ${leadId}`);
  if (row.agreement_version === null || row.team_version === null) throw new NoAgreement();
  return {
    life: row.turn === null || row.state === null ? null : { turn: row.turn, state: row.state },
    profile: row.profile,
    consent: consentOf(row.consent),
    lastSeq: row.last_seq,
    whoSeq: row.who_seq,
    mergedInto: row.merged_into,
    ledger:
      row.ledger === null || row.ledger_version === null ? null : { ledger: row.ledger, agreementVersion: row.ledger_version },
    ringOwed: row.ring_owed,
    agreementVersion: row.agreement_version,
    teamVersion: row.team_version,
    home: row.home,
  };
}

function consentOf(stored: Row['consent']): Consent {
  return Object.fromEntries(
    Object.entries(stored).map(([channel, { given, at }]) => [channel, { given, at: new Date(at).getTime() }]),
  );
}
