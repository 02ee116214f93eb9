import { AgreementRow } from './agreement-row.js';
import { AuditDifferenceRow } from './audit-difference-row.js';
import { AuditRunRow } from './audit-run-row.js';
import { BacktestRow } from './backtest-row.js';
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
import { MemberRow } from './member-row.js';
import { OfferRow } from './offer-row.js';
import { MoveLeadRow } from './move-lead-row.js';
import { MoveRow } from './move-row.js';
import { OutageRow } from './outage-row.js';
import { PoolLoadRow } from './pool-load-row.js';
import { ReconciliationRow } from './reconciliation-row.js';
import { RepLoadRow } from './rep-load-row.js';
import { RetryRow } from './retry-row.js';
import { SeatRow } from './seat-row.js';
import { SignatureRow } from './signature-row.js';
import { TeamRow } from './team-row.js';
import { TemporalHomeRow } from './temporal-home-row.js';
import { TokenRow } from './token-row.js';
import { TurnRow } from './turn-row.js';
import { WaitingLeadRow } from './waiting-lead-row.js';

/** Every table as a class. Nothing outside libs/persistence imports them. */
export const entities = [
  LeadRow,
  LeadIdentityRow,
  FactRow,
  IdentityConflictRow,
  AgreementRow,
  SignatureRow,
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
  OfferRow,
  DossierRow,
  EffectRow,
  CommandRow,
  ImportRow,
  ImportRefusalRow,
  RetryRow,
  MoveRow,
  MoveLeadRow,
  HeartbeatRow,
  OutageRow,
  ChannelRow,
  IncidentRow,
  ReconciliationRow,
  TemporalHomeRow,
  LateLeadRow,
  AuditRunRow,
  AuditDifferenceRow,
  BacktestRow,
  MemberRow,
  TokenRow,
] as const;
