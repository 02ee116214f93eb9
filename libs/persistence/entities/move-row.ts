import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AgreementRow } from './agreement-row.js';

/** A move of running leads to the version in force. Written by moves/. */
@Entity('move')
@Index('move_asked_idx', ['askedAt'])
export class MoveRow {
  @PrimaryColumn({ type: 'uuid' })
  moveId!: string;

  @Column({ type: 'integer' })
  @ForeignKey(() => AgreementRow)
  version!: number;

  @Column({ type: 'text' })
  by!: string;

  @Column({ type: 'text', array: true, nullable: true })
  stages!: string[] | null;

  @Column({ type: 'text', array: true, nullable: true })
  bands!: string[] | null;

  @Column({ type: 'uuid', array: true, nullable: true })
  leadIds!: string[] | null;

  @Column({ type: 'bigint' })
  undoWithinMs!: number;

  @Column({ type: 'integer', nullable: true })
  matched!: number | null;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  askedAt!: Date;

  @Column({ type: 'timestamptz', nullable: true })
  previewedAt!: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  startedAt!: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  movedAt!: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  undoAskedAt!: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  undoneAt!: Date | null;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  updatedAt!: Date;
}
