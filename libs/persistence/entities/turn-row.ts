import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { LeadRow } from './lead-row.js';

/** One wake of a lead: inputs in, result out. Written by turn/. */
@Entity('turn')
export class TurnRow {
  @PrimaryColumn({ type: 'uuid' })
  @ForeignKey(() => LeadRow)
  leadId!: string;

  @PrimaryColumn({ type: 'bigint' })
  turn!: number;

  @Column({ type: 'bigint' })
  prev!: number;

  @Column({ type: 'jsonb' })
  inputs!: unknown[];

  /** What it saw that facts, versions and state do not tell (see Seen); null in turns older than it: they can't be audited. */
  @Column({ type: 'jsonb', nullable: true })
  seen!: object | null;

  @Column({ type: 'text' })
  worldDigest!: string;

  @Column({ type: 'jsonb' })
  result!: Record<string, unknown>;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  takenAt!: Date;

  @Column({ type: 'bigint', nullable: true })
  abandonedBy!: number | null;
}
