import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { LeadRow } from './lead-row.js';

/** A rep's claim on a lead. Written by turn/. */
@Entity('seat')
@Index('seat_rep_claimed_idx', ['repId', 'claimedAt'], { where: 'abandoned_by is null' })
@Index('seat_pool_claimed_idx', ['pool', 'claimedAt'], { where: 'pool is not null and abandoned_by is null' })
export class SeatRow {
  @PrimaryColumn({ type: 'uuid' })
  @ForeignKey(() => LeadRow)
  leadId!: string;

  @Column({ type: 'integer' })
  handOff!: number;

  @Column({ type: 'text' })
  repId!: string;

  @PrimaryColumn({ type: 'bigint' })
  turn!: number;

  @Column({ type: 'timestamptz' })
  claimedAt!: Date;

  @Column({ type: 'bigint', nullable: true })
  releasedTurn!: number | null;

  @Column({ type: 'timestamptz', nullable: true })
  releasedAt!: Date | null;

  @Column({ type: 'bigint', nullable: true })
  abandonedBy!: number | null;

  /** The pool it was claimed through, if it was. */
  @Column({ type: 'text', nullable: true })
  pool!: string | null;
}
