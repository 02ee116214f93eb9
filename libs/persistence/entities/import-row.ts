import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** A file of leads, and how far it has come. Written by imports/. */
@Entity('import')
@Check('import_status_check', `status in ('running', 'done', 'failed', 'interrupted')`)
export class ImportRow {
  @PrimaryColumn({ type: 'uuid' })
  importId!: string;

  @Column({ type: 'text' })
  mapping!: string;

  @Column({ type: 'boolean' })
  dryRun!: boolean;

  @Column({ type: 'text', default: 'running' })
  status!: string;

  @Column({ type: 'bigint' })
  bytes!: number;

  @Column({ type: 'bigint', default: 0 })
  bytesRead!: number;

  @Column({ type: 'integer', default: 0 })
  rows!: number;

  @Column({ type: 'integer', default: 0 })
  created!: number;

  @Column({ type: 'integer', default: 0 })
  known!: number;

  @Column({ type: 'integer', default: 0 })
  refused!: number;

  @Column({ type: 'integer', default: 0 })
  facts!: number;

  @Column({ type: 'jsonb', nullable: true })
  problem!: Record<string, unknown> | null;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  startedAt!: Date;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  updatedAt!: Date;

  @Column({ type: 'timestamptz', nullable: true })
  endedAt!: Date | null;

  /** The member who sent it; null: before there were members. */
  @Column({ type: 'text', nullable: true })
  by!: string | null;
}
