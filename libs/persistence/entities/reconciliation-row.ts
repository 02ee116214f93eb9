import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One comparison of Postgres with Temporal: what it found and mended. Written by reconcile/. */
@Entity('reconciliation')
@Index('reconciliation_kind_idx', ['kind', 'startedAt'])
@Check('reconciliation_kind_check', `kind in ('watch', 'rebuild', 'reproject')`)
export class ReconciliationRow {
  @PrimaryColumn({ type: 'uuid' })
  reconciliationId!: string;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ type: 'text' })
  by!: string;

  @Column({ type: 'boolean' })
  dryRun!: boolean;

  @Column({ type: 'boolean' })
  elsewhere!: boolean;

  @Column({ type: 'integer' })
  leads!: number;

  @Column({ type: 'integer', default: 0 })
  looked!: number;

  @Column({ type: 'jsonb', default: {} })
  found!: Record<string, unknown>;

  @Column({ type: 'jsonb', default: {} })
  repaired!: Record<string, unknown>;

  @Column({ type: 'jsonb', default: [] })
  examples!: unknown[];

  @Column({ type: 'jsonb', nullable: true })
  lost!: Record<string, unknown> | null;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  startedAt!: Date;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  updatedAt!: Date;

  @Column({ type: 'timestamptz', nullable: true })
  endedAt!: Date | null;
}
