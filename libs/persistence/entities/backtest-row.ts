import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AgreementRow } from './agreement-row.js';

/** A version of the agreement tested on the stored history. Written by backtests/. */
@Entity('backtest')
@Index('backtest_version_idx', ['version', 'startedAt'])
@Check('backtest_status_check', `status in ('running', 'done', 'refused', 'failed')`)
export class BacktestRow {
  @PrimaryColumn({ type: 'uuid' })
  backtestId!: string;

  @Column({ type: 'integer' })
  @ForeignKey(() => AgreementRow)
  version!: number;

  /** Of the document that was tested: a draft may be edited since. */
  @Column({ type: 'text' })
  hash!: string;

  @Column({ type: 'text' })
  by!: string;

  @Column({ type: 'timestamptz' })
  fromAt!: Date;

  @Column({ type: 'timestamptz' })
  toAt!: Date;

  /** Floors of the threshold's curve; null: the usual ones. */
  @Column({ type: 'jsonb', nullable: true })
  floors!: number[] | null;

  @Column({ type: 'text', default: 'running' })
  status!: string;

  /** Facts there are, and those heard so far. */
  @Column({ type: 'integer', default: 0 })
  facts!: number;

  @Column({ type: 'integer', default: 0 })
  heard!: number;

  /** Whether the version in force decides again what it decided; null: not known yet. */
  @Column({ type: 'jsonb', nullable: true })
  parity!: Record<string, unknown> | null;

  @Column({ type: 'jsonb', nullable: true })
  report!: Record<string, unknown> | null;

  /** SVG by name. */
  @Column({ type: 'jsonb', nullable: true })
  plots!: Record<string, string> | null;

  /** Why there is no report. */
  @Column({ type: 'jsonb', nullable: true })
  problem!: Record<string, unknown> | null;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  startedAt!: Date;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  updatedAt!: Date;

  @Column({ type: 'timestamptz', nullable: true })
  endedAt!: Date | null;
}
