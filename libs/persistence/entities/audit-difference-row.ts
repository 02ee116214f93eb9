import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { AuditRunRow } from './audit-run-row.js';
import { LeadRow } from './lead-row.js';

/** Something stored that its inputs do not give. Written by audit/. */
@Entity('audit_difference')
export class AuditDifferenceRow {
  @PrimaryColumn({ type: 'uuid' })
  @ForeignKey(() => AuditRunRow, { onDelete: 'CASCADE' })
  auditRunId!: string;

  @PrimaryColumn({ type: 'uuid' })
  @ForeignKey(() => LeadRow)
  leadId!: string;

  @PrimaryColumn({ type: 'integer' })
  n!: number;

  @Column({ type: 'bigint', nullable: true })
  turn!: number | null;

  /** The kind of row that differs. */
  @Column({ type: 'text' })
  kind!: string;

  @Column({ type: 'text' })
  field!: string;

  @Column({ type: 'text', nullable: true })
  expected!: string | null;

  @Column({ type: 'text', nullable: true })
  stored!: string | null;

  @Column({ type: 'text' })
  sentence!: string;
}
