import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { LeadRow } from './lead-row.js';

/** Where a lead stands. Written by turn/. */
@Entity('life')
@Index('life_changed_idx', ['updatedAt', 'leadId'])
@Index('life_stage_idx', ['stage', 'updatedAt', 'leadId'])
@Index('life_band_idx', ['band', 'updatedAt', 'leadId'])
@Index('life_rep_idx', ['repId', 'updatedAt', 'leadId'], { where: 'rep_id is not null' })
@Index('life_queue_idx', ['queue', 'updatedAt', 'leadId'], { where: 'queue is not null' })
@Index('life_stuck_idx', ['stuckSince', 'leadId'], { where: 'stuck is not null' })
export class LifeRow {
  @PrimaryColumn({ type: 'uuid' })
  @ForeignKey(() => LeadRow)
  leadId!: string;

  @Column({ type: 'bigint' })
  turn!: number;

  @Column({ type: 'jsonb' })
  state!: Record<string, unknown>;

  @Column({ type: 'text' })
  stage!: string;

  /** As of the last turn that saw it change; the score of this moment is the ledger's. */
  @Column({ type: 'text', nullable: true })
  band!: string | null;

  @Column({ type: 'text', nullable: true })
  repId!: string | null;

  @Column({ type: 'text', nullable: true })
  queue!: string | null;

  @Column({ type: 'text', nullable: true })
  stuck!: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  stuckSince!: Date | null;

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
