import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { LeadRow } from './lead-row.js';

/** What a lead's facts add up to, and the ring it is owed. Written by the relay. */
@Entity('ledger')
@Index('ledger_owed_idx', ['ringAt'], { where: 'owed_seq is not null' })
export class LedgerRow {
  @PrimaryColumn({ type: 'uuid' })
  @ForeignKey(() => LeadRow)
  leadId!: string;

  @Column({ type: 'integer' })
  agreementVersion!: number;

  @Column({ type: 'integer' })
  seq!: number;

  @Column({ type: 'jsonb' })
  ledger!: Record<string, unknown>;

  @Column({ type: 'jsonb' })
  standing!: Record<string, unknown>;

  @Column({ type: 'jsonb' })
  assessment!: Record<string, unknown>;

  @Column({ type: 'timestamptz', nullable: true })
  baselineAt!: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  changesAt!: Date | null;

  @Column({ type: 'integer', nullable: true })
  owedSeq!: number | null;

  @Column({ type: 'timestamptz', nullable: true })
  owedAt!: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  ringAt!: Date | null;

  @Column({ type: 'integer', default: 0 })
  rings!: number;

  @Column({ type: 'integer', nullable: true })
  rungSeq!: number | null;
}
