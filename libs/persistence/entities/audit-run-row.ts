import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { LeadRow } from './lead-row.js';

/** One look at stored decisions: were they made by the rules of their day? Written by audit/. */
@Entity('audit_run')
@Index('audit_run_started_idx', ['startedAt'])
export class AuditRunRow {
  @PrimaryColumn({ type: 'uuid' })
  auditRunId!: string;

  @Column({ type: 'text' })
  by!: string;

  /** The one lead it looks at; null: all. */
  @Column({ type: 'uuid', nullable: true })
  @ForeignKey(() => LeadRow)
  leadId!: string | null;

  /** Lives there were when it began, and those looked at so far. */
  @Column({ type: 'integer', default: 0 })
  lives!: number;

  @Column({ type: 'integer', default: 0 })
  audited!: number;

  /** Turns decided again, those that came out as stored, and those from before `seen`, which can't be. */
  @Column({ type: 'integer', default: 0 })
  turns!: number;

  @Column({ type: 'integer', default: 0 })
  reproduced!: number;

  @Column({ type: 'integer', default: 0 })
  untold!: number;

  @Column({ type: 'integer', default: 0 })
  differences!: number;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  startedAt!: Date;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  updatedAt!: Date;

  @Column({ type: 'timestamptz', nullable: true })
  endedAt!: Date | null;
}
