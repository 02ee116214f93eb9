import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { LeadRow } from './lead-row.js';

/** A lead whose wake was overdue at the last look. Written by reconcile/. */
@Entity('late_lead')
export class LateLeadRow {
  @PrimaryColumn({ type: 'uuid' })
  @ForeignKey(() => LeadRow)
  leadId!: string;

  @Column({ type: 'bigint' })
  turn!: number;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  seenAt!: Date;
}
