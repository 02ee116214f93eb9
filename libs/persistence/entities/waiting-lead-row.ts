import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { LeadRow } from './lead-row.js';

/** A lead that is held or unrouted. Written by turn/. */
@Entity('waiting_lead')
@Index('waiting_lead_since_idx', ['sinceAt', 'leadId'])
@Index('waiting_lead_reps_idx', { synchronize: false })
export class WaitingLeadRow {
  @PrimaryColumn({ type: 'uuid' })
  @ForeignKey(() => LeadRow)
  leadId!: string;

  @Column({ type: 'timestamptz' })
  sinceAt!: Date;

  @Column({ type: 'text', array: true })
  reps!: string[];
}
