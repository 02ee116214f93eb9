import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { LeadRow } from './lead-row.js';

/** What happened to a lead. Written by turn/. */
@Entity('event')
@Index('event_opened_idx', ['at', 'leadId'], { where: `kind = 'LeadOpened' and abandoned_by is null` })
@Index('event_stage_idx', { synchronize: false })
@Index('event_handed_over_idx', ['at', 'leadId'], { where: `kind = 'HandOffOpened' and abandoned_by is null` })
@Index('event_accepted_idx', ['at', 'leadId'], { where: `kind = 'LeadAccepted' and abandoned_by is null` })
@Index('event_decided_idx', ['leadId', 'turn', 'n'], {
  where: `kind in ('LeadAccepted', 'LeadRejected', 'RejectionContested', 'OutcomeReported', 'LeadMerged') and abandoned_by is null`,
})
export class EventRow {
  @PrimaryColumn({ type: 'uuid' })
  @ForeignKey(() => LeadRow)
  leadId!: string;

  @PrimaryColumn({ type: 'bigint' })
  turn!: number;

  @PrimaryColumn({ type: 'integer' })
  n!: number;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ type: 'timestamptz' })
  at!: Date;

  @Column({ type: 'jsonb' })
  body!: Record<string, unknown>;

  @Column({ type: 'integer' })
  agreementVersion!: number;

  @Column({ type: 'integer' })
  teamVersion!: number;

  /** The stage that the lead entered by this event; null for events that move no lead. What the funnel reads. */
  @Column({ type: 'text', nullable: true })
  stage!: string | null;

  @Column({ type: 'bigint', nullable: true })
  abandonedBy!: number | null;
}
