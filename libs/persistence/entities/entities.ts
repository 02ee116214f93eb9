import { AgreementRow } from './agreement-row.js';
import { ChannelRow } from './channel-row.js';
import { ClockRow } from './clock-row.js';
import { CommandRow } from './command-row.js';
import { DossierRow } from './dossier-row.js';
import { DueLeadRow } from './due-lead-row.js';
import { EffectRow } from './effect-row.js';
import { EventRow } from './event-row.js';
import { FactRow } from './fact-row.js';
import { HeartbeatRow } from './heartbeat-row.js';
import { IdentityConflictRow } from './identity-conflict-row.js';
import { ImportRefusalRow } from './import-refusal-row.js';
import { ImportRow } from './import-row.js';
import { IncidentRow } from './incident-row.js';
import { LateLeadRow } from './late-lead-row.js';
import { LeadIdentityRow } from './lead-identity-row.js';
import { LeadRow } from './lead-row.js';
import { LedgerRow } from './ledger-row.js';
import { LifeRow } from './life-row.js';
import { OutageRow } from './outage-row.js';
import { PoolLoadRow } from './pool-load-row.js';
import { ReconciliationRow } from './reconciliation-row.js';
import { RepLoadRow } from './rep-load-row.js';
import { RetryRow } from './retry-row.js';
import { SeatRow } from './seat-row.js';
import { TeamRow } from './team-row.js';
import { TemporalHomeRow } from './temporal-home-row.js';
import { TurnRow } from './turn-row.js';
import { WaitingLeadRow } from './waiting-lead-row.js';

/** Every table as a class. Nothing outside libs/persistence imports them. */
export const entities = [
  LeadRow,
  LeadIdentityRow,
  FactRow,
  IdentityConflictRow,
  AgreementRow,
  TeamRow,
  DueLeadRow,
  LedgerRow,
  LifeRow,
  TurnRow,
  EventRow,
  ClockRow,
  SeatRow,
  RepLoadRow,
  PoolLoadRow,
  WaitingLeadRow,
  DossierRow,
  EffectRow,
  CommandRow,
  ImportRow,
  ImportRefusalRow,
  RetryRow,
  HeartbeatRow,
  OutageRow,
  ChannelRow,
  IncidentRow,
  ReconciliationRow,
  TemporalHomeRow,
  LateLeadRow,
] as const;
