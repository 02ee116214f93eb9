import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { LeadRow } from './lead-row.js';

/** A promise, running or ended. Written by turn/. */
@Entity('clock')
@Index('clock_rep_due_idx', ['repId', 'dueAt'], { where: 'ended_at is null and abandoned_by is null' })
@Index('clock_due_idx', ['dueAt'], { where: 'abandoned_by is null' })
@Index('clock_breached_idx', ['clause'], { where: 'breached_at is not null and withdrawn_at is null and abandoned_by is null' })
@Index('clock_system_breached_idx', ['clause'], { where: 'system_breached_at is not null and abandoned_by is null' })
@Check('clock_ended_by_check', `ended_by in ('met', 'stopped')`)
export class ClockRow {
  @PrimaryColumn({ type: 'uuid' })
  @ForeignKey(() => LeadRow)
  leadId!: string;

  @PrimaryColumn({ type: 'text' })
  clockId!: string;

  @Column({ type: 'bigint' })
  turn!: number;

  @Column({ type: 'text' })
  clock!: string;

  @Column({ type: 'text' })
  clause!: string;

  /** The version that gave the promise; null: a worker from before there was this column wrote it. */
  @Column({ type: 'integer', nullable: true })
  agreementVersion!: number | null;

  @Column({ type: 'integer' })
  handOff!: number;

  /** What it runs until: see ClockRule. */
  @Column({ type: 'jsonb', nullable: true })
  until!: string | object | null;

  @Column({ type: 'text' })
  by!: string;

  @Column({ type: 'text', nullable: true })
  repId!: string | null;

  @Column({ type: 'timestamptz' })
  startedAt!: Date;

  @Column({ type: 'timestamptz' })
  dueAt!: Date;

  @Column({ type: 'timestamptz', nullable: true })
  breachedAt!: Date | null;

  /** Of sales: from when on the time was the rep's. */
  @Column({ type: 'timestamptz', nullable: true })
  toldAt!: Date | null;

  /** It ran out before its rep was told: charged to the system. */
  @Column({ type: 'timestamptz', nullable: true })
  systemBreachedAt!: Date | null;

  /** What moved the deadline: see Credit. */
  @Column({ type: 'jsonb', default: [] })
  credits!: object[];

  @Column({ type: 'timestamptz', nullable: true })
  endedAt!: Date | null;

  @Column({ type: 'text', nullable: true })
  endedBy!: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  withdrawnAt!: Date | null;

  @Column({ type: 'bigint', nullable: true })
  abandonedBy!: number | null;
}
