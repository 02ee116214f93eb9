import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { LeadRow } from './lead-row.js';

/** When the relay must look at a lead. Written by facts/due-leads.ts. */
@Entity('due_lead')
export class DueLeadRow {
  @PrimaryColumn({ type: 'uuid' })
  @ForeignKey(() => LeadRow)
  leadId!: string;

  @Column({ type: 'timestamptz' })
  @Index('due_lead_due_idx')
  dueAt!: Date;
}
