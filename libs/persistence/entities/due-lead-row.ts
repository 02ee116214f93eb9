import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { LeadRow } from './lead-row.js';

/** When the relay must look at a lead. Written by facts/due-leads.ts. */
@Entity('due_lead')
@Index('due_lead_urgent_idx', ['dueAt'], { where: 'not bulk' })
@Index('due_lead_bulk_idx', ['dueAt'], { where: 'bulk' })
@Index('due_lead_unheard_idx', ['leadId'], { where: 'unheard' })
export class DueLeadRow {
  @PrimaryColumn({ type: 'uuid' })
  @ForeignKey(() => LeadRow)
  leadId!: string;

  @Column({ type: 'timestamptz' })
  dueAt!: Date;

  @Column({ type: 'boolean', default: false })
  bulk!: boolean;

  @Column({ type: 'boolean', default: false })
  unheard!: boolean;

  @Column({ type: 'boolean', default: false })
  wake!: boolean;
}
