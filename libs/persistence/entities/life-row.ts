import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { LeadRow } from './lead-row.js';

/** Where a lead stands. Written by turn/. */
@Entity('life')
@Index('life_rep_idx', ['repId'], { where: 'rep_id is not null' })
@Index('life_stuck_idx', ['stuck'], { where: 'stuck is not null' })
export class LifeRow {
  @PrimaryColumn({ type: 'uuid' })
  @ForeignKey(() => LeadRow)
  leadId!: string;

  @Column({ type: 'bigint' })
  turn!: number;

  @Column({ type: 'jsonb' })
  state!: Record<string, unknown>;

  @Column({ type: 'text' })
  @Index('life_stage_idx')
  stage!: string;

  @Column({ type: 'text', nullable: true })
  repId!: string | null;

  @Column({ type: 'text', nullable: true })
  queue!: string | null;

  @Column({ type: 'text', nullable: true })
  stuck!: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  wakeAt!: Date | null;

  @Column({ type: 'text', nullable: true })
  wakeWhy!: string | null;

  @Column({ type: 'integer' })
  heardSeq!: number;

  @Column({ type: 'integer' })
  agreementVersion!: number;

  @Column({ type: 'integer' })
  teamVersion!: number;

  @Column({ type: 'boolean', default: false })
  ended!: boolean;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  updatedAt!: Date;
}
