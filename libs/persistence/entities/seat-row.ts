import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { LeadRow } from './lead-row.js';

/** A rep's claim on a lead. Written by turn/. */
@Entity('seat')
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
}
