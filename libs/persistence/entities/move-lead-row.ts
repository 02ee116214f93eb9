import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { LeadRow } from './lead-row.js';
import { MoveRow } from './move-row.js';

/** One lead of a move: what was previewed, and what its turn did. Written by moves/. */
@Entity('move_lead')
@Index('move_lead_lead_idx', ['leadId'])
export class MoveLeadRow {
  @PrimaryColumn({ type: 'uuid' })
  @ForeignKey(() => MoveRow)
  moveId!: string;

  @PrimaryColumn({ type: 'uuid' })
  @ForeignKey(() => LeadRow)
  leadId!: string;

  @Column({ type: 'bigint' })
  turn!: number;

  @Column({ type: 'integer' })
  seq!: number;

  @Column({ type: 'integer' })
  fromVersion!: number;

  @Column({ type: 'jsonb', nullable: true })
  expected!: Record<string, unknown> | null;

  @Column({ type: 'text', array: true })
  changes!: string[];

  @Column({ type: 'boolean', default: false })
  again!: boolean;

  @Column({ type: 'bigint', nullable: true })
  movedTurn!: number | null;

  @Column({ type: 'jsonb', nullable: true })
  landed!: Record<string, unknown> | null;

  @Column({ type: 'text', nullable: true })
  notMoved!: string | null;

  @Column({ type: 'bigint', nullable: true })
  undoneTurn!: number | null;

  @Column({ type: 'jsonb', nullable: true })
  restored!: Record<string, unknown> | null;

  @Column({ type: 'text', nullable: true })
  notUndone!: string | null;
}
