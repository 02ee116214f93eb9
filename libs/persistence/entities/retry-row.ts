import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A retry of many stuck leads. Written by retries/. */
@Entity('retry')
@Index('retry_started_idx', ['startedAt'])
export class RetryRow {
  @PrimaryColumn({ type: 'uuid' })
  retryId!: string;

  @Column({ type: 'text' })
  by!: string;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ type: 'bigint', nullable: true })
  olderThanMs!: number | null;

  @Column({ type: 'integer', nullable: true })
  most!: number | null;

  @Column({ type: 'timestamptz' })
  untilAt!: Date;

  @Column({ type: 'integer' })
  matched!: number;

  @Column({ type: 'integer', default: 0 })
  retried!: number;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  startedAt!: Date;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  updatedAt!: Date;

  @Column({ type: 'timestamptz', nullable: true })
  endedAt!: Date | null;
}
